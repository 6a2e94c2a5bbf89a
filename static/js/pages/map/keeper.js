/** Keeps what the page shows in its address: moves replace it, choices add to the way back. */
import { readState, writeState } from '../../map/tools/map_state.js';

const STORE = 'map-layers-';

/** given: {map, stack, data, theme}; set({pick, shape}) notes a choice, address() is the link of what is shown. */
export function createKeeper({ map, stack, data, theme }) {
  const kept = { pick: null, shape: null };
  let parts = null;
  let quiet = true;

  function state() {
    const { lng, lat } = map.getCenter();
    const shown = data.order.filter((name) => stack.isShown(name));
    const filters = Object.fromEntries(shown.map((name) => [name, stack.query(name)]));
    return {
      view: { lon: lng, lat, zoom: map.getZoom() }, layers: new Map(shown.map((name) => [name, stack.opacity(name)])),
      filters, base: stack.base(), theme, ...kept,
    };
  }

  const search = () => writeState(state());

  function write(how) {
    if (quiet) return;
    if (how === 'push' && search() !== window.location.search) window.history.pushState(null, '', search());
    else window.history.replaceState(null, '', search());
    const next = document.querySelector('.language-form [name=next]');
    if (next) next.value = window.location.pathname + search();
  }

  function restoreLayers({ layers, filters, base }) {
    const wanted = layers ?? remembered(data.role) ?? new Map(data.shown.map((name) => [name, 1]));
    for (const name of data.order) {
      const values = filters[name] ?? {};
      if (JSON.stringify(values) !== JSON.stringify(stack.query(name))) stack.filter(name, values);
      if (wanted.has(name)) stack.fade(name, wanted.get(name));
      stack.show(name, wanted.has(name));
    }
    stack.ground(base);
  }

  function remember() {
    try {
      window.localStorage.setItem(STORE + data.role, JSON.stringify([...state().layers]));
    } catch {
      // A browser that stores nothing still shows the map.
    }
  }

  function restore(asked, { first = false } = {}) {
    quiet = true;
    if (!first) {
      restoreLayers(asked);
      parts.switcher.redraw();
    }
    if (asked.view) map.setView([asked.view.lat, asked.view.lon], asked.view.zoom, { animate: false });
    parts.selection.clear();
    parts.tools.restore(asked);
    if (asked.pick) void parts.selection.choose(asked.pick, { keep: false, go: first && !asked.view });
    kept.pick = asked.pick;
    kept.shape = asked.shape;
    quiet = false;
  }

  return {
    restoreLayers,
    resetLayers() {
      for (const name of data.order) {
        stack.filter(name, {});
        stack.fade(name, 1);
        stack.show(name, data.shown.includes(name));
      }
      stack.ground('own');
      try {
        window.localStorage.removeItem(STORE + data.role);
      } catch {
        // Nothing was stored then.
      }
      write('push');
    },
    layersChanged() {
      remember();
      write('push');
    },
    set(choice) {
      Object.assign(kept, choice);
      write('push');
    },
    shape: () => kept.shape,
    address: () => window.location.origin + window.location.pathname + search(),
    search,
    begin(asked, found) {
      parts = found;
      restore(asked, { first: true });
      map.on('moveend', () => write('replace'));
      window.addEventListener('popstate', () => restore(readState(window.location.search)));
      write('replace');
    },
  };
}

/** The layers this browser showed last: Map name → opacity; null when it remembers none. */
function remembered(role) {
  try {
    const found = JSON.parse(window.localStorage.getItem(STORE + role));
    return Array.isArray(found) ? new Map(found) : null;
  } catch {
    return null;
  }
}
