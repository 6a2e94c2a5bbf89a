/** A place that was chosen: its nearest point, under a what-if before and after it, how long the walk takes, and the way on the map. */
import { element, replace } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';

/** {update(state)} of the card in a node; the way on the map is that of the state which is drawn. given: {view, store, server, t, lang}. */
export function createPick(node, { view, store, server, t, lang }) {
  const marker = L.circleMarker([0, 0], { pane: 'way', renderer: view.walks, radius: 7, weight: 3, color: view.accent, fillOpacity: 1, interactive: false });
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

  const nameOf = ({ opened, name, name_en: english }) => (Number.isInteger(opened) ? t('opened', { n: opened + 1 }) : (lang === 'en' && english) || name);

  function told(point) {
    if (!point?.walk) return [element('p', {}, t('noNearest'))];
    const { walk } = point;
    return [
      element('p', {}, element('strong', {}, t('nearest', { name: nameOf(point) }))),
      element('p', {}, t('walk', { m: whole(walk.metres), a: walk.minutes_adult, e: walk.minutes_elderly })),
    ];
  }

  /** The nearest of today, and under a what-if before and after it. */
  async function ask({ pick, kind, pace, close: closed, open }) {
    const [lon, lat] = pick.split(',');
    const place = { lon, lat, category: kind, pace };
    if (closed || open) return server.send('POST', '/api/coverage/nearest', { ...place, close: closed, open });
    const answer = await server.send('POST', '/api/nearby', { ...place, limit: '1', open: 'any', path: '1' });
    return answer.body ? { body: { before: answer.body.points[0] ?? null } } : answer;
  }

  function both({ before, after }) {
    if (after === undefined) return told(before);
    return [element('h3', {}, t('after')), ...told(after), element('h3', {}, t('before')), ...told(before)];
  }

  return {
    async update(state) {
      const key = JSON.stringify([state.pick, state.kind, state.pace, state.close, state.open, state.shown === 'before']);
      if (key === drawn) return;
      drawn = key;
      if (!state.pick) {
        shut();
        return;
      }
      const [lon, lat] = state.pick.split(',');
      marker.setLatLng([Number(lat), Number(lon)]).addTo(view.map);
      const answer = await ask(state);
      if (drawn !== key) return;
      const { before = null, after } = answer.body ?? {};
      const shown = after === undefined || state.shown === 'before' ? before : after;
      view.way(shown?.walk?.path ?? null);
      node.hidden = false;
      replace(node, element('div', { class: 'side-head' }, element('h2', {}, t('chosenPlace')), close()), ...(answer.body ? both(answer.body) : [element('p', { role: 'alert' }, answer.fault ?? t('failed'))]));
    },
  };
}
