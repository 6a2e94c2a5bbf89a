/** The significant hot spots: places that touch are one, each with its class and whether it holds in other cells. */
import { element, replace } from '../../lib/dom.js';
import { daysBetween, decimal, whole } from '../../lib/format.js';
import { findingsOf } from '../../lib/hot_findings.js';
import { faultNote, waiting } from './fault.js';

const MOST = 30;

/** {update(node, state)}. given: {store, figures, data, t, lang, onShape(GeoJSON, {go}), onPlace}. */
export function hotspotsPanel({ store, figures, data, t, lang, onShape, onPlace }) {
  const body = element('div', {});
  const word = (pair) => pair?.[lang === 'en' ? 1 : 0] ?? '';

  function finding(one, index) {
    const shape = { type: 'MultiPolygon', coordinates: one.cells.map(({ cell }) => cell) };
    const button = element('button', { type: 'button', class: 'heat-item' },
      element('strong', {}, `${t('finding', { n: index + 1 })} · ${word(data.trends[one.trend])}`), badge(one), element('span', {}, t('findingCells', { n: one.cells.length })),
      element('span', { class: 'wide' }, t('seenExpected', { seen: whole(one.seen), expected: decimal(one.expected) }), ` · z ${decimal(one.z, 1)}`));
    button.addEventListener('click', () => onShape(shape, { go: true }));
    button.addEventListener('mouseenter', () => onShape(shape, {}));
    return element('li', {}, button);
  }

  function badge({ robust, robust_share: share }) {
    const title = t('robustOf', { n: whole(share * 100) });
    return element('span', { class: robust ? 'badge robust' : 'badge fragile', title }, robust ? `✓ ${t('robust')}` : `○ ${t('fragile')}`);
  }

  function hotGrid(grid) {
    const button = element('button', { type: 'button', class: 'heat-item' }, element('strong', {}, (lang === 'en' && grid.name_en) || grid.name),
      element('span', { class: 'wide' }, t('rateText', { rate: decimal(grid.rate), low: decimal(grid.low), high: decimal(grid.high) })));
    button.addEventListener('click', () => onPlace(grid, 'grid', { go: true, open: true }));
    button.addEventListener('mouseenter', () => onPlace(grid, 'grid', {}));
    return element('li', {}, button);
  }

  function drawn(found, state) {
    if (!found.as_of) return replace(body, element('p', {}, t('notYet')));
    const findings = findingsOf(found.findings);
    const grids = found.grids.filter(({ hot }) => hot);
    const head = [element('p', { class: 'muted' }, t('hotRule', { days: daysBetween(found.first_day, found.last_day) + 1, cell: whole(found.cell_m), share: whole(found.false_discovery * 100) })),
      element('p', { class: 'muted' }, `${t('span', { from: found.first_day, to: found.last_day })} · ${t(state.category.includes(',') ? 'oneCategory' : 'onlyCategory')}`)];
    return replace(body, ...head,
      findings.length > 0 ? element('ul', { class: 'heat-list' }, findings.slice(0, MOST).map(finding)) : element('p', {}, t('hotNone')),
      found.too_few.cells > 0 ? element('p', { class: 'muted' }, t('tooFewCells', { n: whole(found.too_few.cells) })) : null,
      grids.length > 0 ? element('h3', {}, t('hotGrids')) : null,
      grids.length > 0 ? element('ul', { class: 'heat-list' }, grids.slice(0, MOST).map(hotGrid)) : null);
  }

  return {
    async update(node, state) {
      if (!body.isConnected) replace(node, body);
      if (!body.firstChild) replace(body, waiting(t));
      const answer = await figures.ask('hotspots', { category: oneCategory(state) });
      if (answer === undefined) return;
      if (answer.body) drawn(answer.body, state);
      else replace(body, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}

/** The category that findings are kept by: one, or none for all events. */
export function oneCategory({ category }) {
  return category.includes(',') ? '' : category;
}
