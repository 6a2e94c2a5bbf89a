/** A place that was chosen: its nearest point, how long the walk takes, and the way on the map. */
import { element, replace } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { isChanged } from '../../lib/coverage_state.js';

/** {update(state)}. given: {view, store, server, changes, t, lang}; home(latlng) → the building's number or null. */
export function createPick(node, { view, store, server, t, lang }) {
  const marker = L.circleMarker([0, 0], { pane: 'way', radius: 7, weight: 3, color: view.accent, fillOpacity: 1, interactive: false });
  let drawn = '';

  function shut() {
    node.hidden = true;
    view.way(null);
    marker.remove();
  }

  function close() {
    const button = element('button', { type: 'button', class: 'heat-clear' }, t('pickClose'));
    button.addEventListener('click', () => store.set({ pick: '' }));
    return button;
  }

  function told(point) {
    if (!point?.walk) return [element('p', {}, t('noNearest'))];
    const { walk } = point;
    return [
      element('p', {}, element('strong', {}, t('nearest', { name: (lang === 'en' && point.name_en) || point.name }))),
      element('p', {}, t('walk', { m: whole(walk.metres), a: walk.minutes_adult, e: walk.minutes_elderly })),
    ];
  }

  return {
    async update(state) {
      const key = JSON.stringify([state.pick, state.kind, state.pace]);
      if (key === drawn) return;
      drawn = key;
      if (!state.pick) {
        shut();
        return;
      }
      const [lon, lat] = state.pick.split(',');
      marker.setLatLng([Number(lat), Number(lon)]).addTo(view.map);
      const answer = await server.send('POST', '/api/nearby', { lon, lat, category: state.kind, pace: state.pace, limit: '1', open: 'any', path: '1' });
      if (drawn !== key) return;
      const point = answer.body?.points[0];
      view.way(point?.walk?.path ?? null);
      node.hidden = false;
      const now = isChanged(state) ? ` · ${t('before')}` : '';
      replace(node, element('div', { class: 'side-head' }, element('h2', {}, `${t('chosenPlace')}${now}`), close()), ...(answer.body ? told(point) : [element('p', { role: 'alert' }, answer.fault ?? t('failed'))]));
    },
  };
}
