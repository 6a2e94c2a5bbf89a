/** Putting a point on the map: by a click, or at the cross in the middle by Enter; Escape gives up. */

/** {begin(what), end()}. what: nothing for a new point, else the point that moves; onPlace(what or null, [lon, lat]). */
export function createPlacing({ view, cross, t, say, onPlace }) {
  let what;
  let on = false;
  const node = view.map.getContainer();

  function end() {
    on = false;
    cross.hidden = true;
    node.classList.remove('placing');
  }

  function put({ lng, lat }) {
    end();
    onPlace(what ?? null, [lng, lat]);
  }

  node.addEventListener('keydown', (event) => {
    if (!on || event.target !== node) return;
    if (event.key === 'Enter') {
      event.stopImmediatePropagation();
      put(view.map.getCenter());
    }
  });
  document.addEventListener('keydown', (event) => { if (on && event.key === 'Escape') end(); });

  return {
    end,
    /** Whether a click of the map was meant for this. */
    take(latlng) {
      if (!on) return false;
      put(latlng);
      return true;
    },
    begin(which) {
      what = which;
      on = true;
      cross.hidden = false;
      node.classList.add('placing');
      node.focus({ preventScroll: true });
      say(t('adding'));
    },
  };
}
