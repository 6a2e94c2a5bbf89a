/** The significant hot spots: places that touch are one, each with its class and whether it holds in other cells. */
import { element, replace } from '../../lib/dom.js';
import { daysBetween, decimal, whole } from '../../lib/format.js';
import { squarePick } from '../../lib/heat_state.js';
import { findingsOf } from '../../lib/hot_findings.js';
import { faultNote, waiting } from './fault.js';

const MOST = 30;

/** {update(node, state)}. given: {store, figures, data, t, lang, onShape(GeoJSON or null, {go, pick, title}), onPlace, found: what the map shows of a list}. */
export function hotspotsPanel({ store, figures, data, t, lang, onShape, onPlace, found: onMap }) {
  const body = element('div', {});
  const word = (pair) => pair?.[lang === 'en' ? 1 : 0] ?? '';

  function finding(one, index, windowM) {
    const shape = { type: 'MultiPolygon', coordinates: one.cells.map(({ cell }) => cell) };
    const place = lang === 'en' ? one.place_en : one.place;
    const button = element('button', { type: 'button', class: 'heat-item' },
      element('span', { class: 'rank' }, String(index + 1)), element('strong', {}, place), badge(one),
      element('span', { class: 'wide' }, `${word(data.trends[one.trend])} · ${t('findingCells', { n: one.cells.length })} · ${t('seenExpected', { seen: whole(one.seen), expected: decimal(one.expected) })} · z ${decimal(one.z, 1)}`));
    // Its figures are those of the window around the cell that stands out most; so are its events.
    const pick = squarePick(one.lon, one.lat, windowM);
    const choose = () => onShape(shape, { go: true, pick, title: place });
    button.addEventListener('click', choose);
    button.addEventListener('mouseenter', () => onShape(shape, {}));
    button.addEventListener('mouseleave', () => onShape(null, {}));
    return { node: element('li', {}, button), place: { lon: one.lon, lat: one.lat, number: index + 1, title: place, onChoose: choose } };
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
    button.addEventListener('mouseleave', () => onPlace(null, 'grid', {}));
    return element('li', {}, button);
  }

  function drawn(found, state) {
    if (!found.as_of) return replace(body, element('p', {}, t('notYet')));
    const findings = findingsOf(found.findings);
    const listed = findings.slice(0, MOST).map((one, index) => finding(one, index, found.window_m));
    onMap.show({ places: listed.map((one) => one.place) });
    const grids = found.grids.filter(({ hot }) => hot);
    const head = [element('p', { class: 'muted' }, t('hotRule', { days: daysBetween(found.first_day, found.last_day) + 1, cell: whole(found.cell_m), share: whole(found.false_discovery * 100) })),
      element('p', { class: 'muted' }, `${t('span', { from: found.first_day, to: found.last_day })} · ${t(state.category.includes(',') ? 'oneCategory' : 'onlyCategory')}`)];
    return replace(body, ...head,
      findings.length > 0 ? element('ul', { class: 'heat-list' }, listed.map((one) => one.node)) : element('p', {}, t('hotNone')),
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
