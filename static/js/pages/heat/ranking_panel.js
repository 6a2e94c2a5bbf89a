/** Where next: the places with the most to expect, and beside them how well the same ranking foretold the past. */
import { element, replace } from '../../lib/dom.js';
import { decimal, percent, whole } from '../../lib/format.js';
import { squarePick } from '../../lib/heat_state.js';
import { faultNote, waiting } from './fault.js';
import { oneCategory } from './hotspots_panel.js';
import { segments } from './segments.js';

// The map numbers the first places; more would hide each other.
const NUMBERED = 10;
const BASELINE = 'count';
const CHOICES = { weeks: ['1', '4'], by: ['cell', 'grid'] };

/** {update(node, state)}. given: {store, figures, t, lang, onShape(GeoJSON or null, {go, pick, title}), onPlace, found: what the map shows of a list}. */
export function rankingPanel({ store, figures, t, lang, onShape, onPlace, found: onMap }) {
  const body = element('div', {});
  const groups = Object.entries(CHOICES).map(([name, values]) => ({
    name,
    ...segments(values, { label: t(name === 'weeks' ? 'weeks' : 'level'), title: (value) => t(`${name}_${value}`), onChoose: (value) => store.set({ [name]: value }) }),
  }));

  function place(one, cellM) {
    const name = one.cell ? (lang === 'en' ? one.place_en : one.place) : (lang === 'en' && one.name_en) || one.name;
    const shape = one.cell ? { type: 'Polygon', coordinates: one.cell } : null;
    const open = shape ? { pick: squarePick(one.lon, one.lat, cellM), title: name } : { open: true };
    const show = (more) => (shape ? onShape(shape, more) : onPlace(one, 'grid', more));
    const button = element('button', { type: 'button', class: 'heat-item' }, element('span', { class: 'rank' }, String(one.rank)), element('strong', {}, name),
      element('span', { class: 'wide' }, `${t('expected')} ${decimal(one.expected)} ${t('pieces')} (${whole(one.low)}–${whole(one.high)})`));
    const choose = () => show({ go: true, ...open });
    button.addEventListener('click', choose);
    button.addEventListener('mouseenter', () => show({}));
    button.addEventListener('mouseleave', () => (shape ? onShape(null, {}) : onPlace(null, 'grid', {})));
    return { node: element('li', {}, button), place: { lon: one.lon, lat: one.lat, number: one.rank, title: name, onChoose: choose }, shape };
  }

  function backtestTable({ shares, hit, pai, pei }, caption) {
    const line = (title, values, text) => element('tr', {}, element('th', { scope: 'row' }, title), values.map((value) => element('td', { class: 'number' }, text(value))));
    return element('table', { class: 'heat-table' }, element('caption', {}, caption),
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, t('areaShare')), shares.map((share) => element('th', { scope: 'col', class: 'number' }, `${percent(share, 0)} %`)))),
      element('tbody', {}, line(t('hit'), hit, (value) => `${percent(value)} %`), line('PAI', pai, (value) => decimal(value)), line('PEI', pei, (value) => decimal(value, 2))));
  }

  function drawn(found) {
    if (!found.as_of) return replace(body, element('p', {}, t('notYet')));
    if (!found.method) return replace(body, element('p', {}, t('rankNone')));
    const method = t(`method_${found.method}`);
    const { methods, shares, origins } = found.backtest;
    const listed = found.places.map((one) => place(one, found.cell_m));
    onMap.show({ places: listed.slice(0, NUMBERED).map((one) => one.place).filter(({ lon }) => lon !== null), shapes: listed.map((one) => one.shape).filter(Boolean) });
    return replace(body, element('p', { class: 'muted' }, t('rankRule', { method, n: whole(origins) }), ` ${t('dataTo', { day: found.last_day })}`), backtestTable(found.backtest, t('backtest')),
      found.method === BASELINE ? null : backtestTable({ shares, ...methods[BASELINE] }, t('beside')),
      element('ol', { class: 'heat-list' }, listed.map((one) => one.node)));
  }

  return {
    async update(node, state) {
      for (const { name, update } of groups) update(state[name]);
      if (!body.isConnected) replace(node, ...groups.map((group) => group.node), body);
      if (!body.firstChild) replace(body, waiting(t));
      const answer = await figures.ask('ranking', { weeks: state.weeks, by: state.by, category: oneCategory(state) });
      if (answer === undefined) return;
      if (answer.body) drawn(answer.body);
      else replace(body, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}
