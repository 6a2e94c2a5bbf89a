/** Where next: the places with the most to expect, and beside them how well the same ranking foretold the past. */
import { element, replace } from '../../lib/dom.js';
import { decimal, percent, whole } from '../../lib/format.js';
import { faultNote, waiting } from './fault.js';
import { oneCategory } from './hotspots_panel.js';
import { segments } from './segments.js';

const CHOICES = { weeks: ['1', '4'], by: ['cell', 'grid'] };

/** {update(node, state)}. given: {store, figures, t, lang, onShape, onPlace}. */
export function rankingPanel({ store, figures, t, lang, onShape, onPlace }) {
  const body = element('div', {});
  const groups = Object.entries(CHOICES).map(([name, values]) => ({
    name,
    ...segments(values, { label: t(name === 'weeks' ? 'weeks' : 'level'), title: (value) => t(`${name}_${value}`), onChoose: (value) => store.set({ [name]: value }) }),
  }));

  function place(one) {
    const name = one.name ? (lang === 'en' && one.name_en) || one.name : `${decimal(one.lon, 4)}, ${decimal(one.lat, 4)}`;
    const shape = one.cell ? { type: 'Polygon', coordinates: one.cell } : null;
    const show = (more) => (shape ? onShape(shape, more) : onPlace(one, 'grid', more));
    const button = element('button', { type: 'button', class: 'heat-item' }, element('span', { class: 'rank' }, String(one.rank)), element('strong', {}, name),
      element('span', { class: 'wide' }, `${t('expected')} ${decimal(one.expected)} ${t('pieces')} (${whole(one.low)}–${whole(one.high)})`));
    button.addEventListener('click', () => show({ go: true, open: true }));
    button.addEventListener('mouseenter', () => show({}));
    return element('li', {}, button);
  }

  function backtestTable({ shares, hit, pai, pei }) {
    const line = (title, values, text) => element('tr', {}, element('th', { scope: 'row' }, title), values.map((value) => element('td', { class: 'number' }, text(value))));
    return element('table', { class: 'heat-table' }, element('caption', {}, t('backtest')),
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, t('areaShare')), shares.map((share) => element('th', { scope: 'col', class: 'number' }, `${percent(share, 0)} %`)))),
      element('tbody', {}, line(t('hit'), hit, (value) => `${percent(value)} %`), line('PAI', pai, (value) => decimal(value)), line('PEI', pei, (value) => decimal(value, 2))));
  }

  function drawn(found) {
    if (!found.as_of) return replace(body, element('p', {}, t('notYet')));
    if (!found.method) return replace(body, element('p', {}, t('rankNone')));
    const method = found.method === 'count' ? t('method_count') : found.method;
    return replace(body, element('p', { class: 'muted' }, t('rankRule', { method, n: whole(found.backtest.origins) })), backtestTable(found.backtest),
      element('ol', { class: 'heat-list' }, found.places.map(place)));
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
