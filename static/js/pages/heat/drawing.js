/** Draws what the state asks for on the map and says what its colours mean; the newest question wins. */
import { areaBreaks, areaClasses, measured } from '../../lib/area_measures.js';
import { daysBetween, whole } from '../../lib/format.js';
import { FEWEST, cellSide, classified, coarser, density, merged, pairs, summed, zoomForCells } from '../../lib/heat_cells.js';
import { changeClass } from '../../lib/heat_change.js';
import { filledDays, lastDays } from '../../lib/heat_period.js';
import { filterQuery } from '../../lib/heat_state.js';
import { linesAt } from '../../map/heat_surface.js';
import { FILL_OPACITY } from './area_fills.js';
import { changeLegend, heatLegend, layerLegend } from './legend.js';

const SURFACE = '/layers/events_heat/surface.geojson';
const YEAR = 365;
const SELECTION = ['category', 'priority', 'source', 'state', 'count'];

/**
 * {draw(state), frame(body, index) → {legend} or {fault} or undefined when asked anew meanwhile, grid(): {z, x, y, km2} of the cells last seen}.
 * given: {view, figures, setup, data, theme, lang, t, summary(): promise of the answer with the fixed breaks of the choice}.
 */
export function createDrawing({ view, figures, setup, data, theme, lang, t, summary }) {
  const seen = { grid: null };
  const unit = (body) => (lang === 'en' ? body.unit_en : body.unit);
  const fixed = () => t('sameBreaks');
  const work = { surface, cells, grids, change, hotspots };
  let newest = null;

  async function draw(state) {
    const own = {};
    newest = own;
    for (const name of ['surface', 'frames_all', 'areas_map', 'areas_year', 'compare']) if (!(name in (NEEDS[state.view] ?? {}))) figures.stop(name);
    const found = await work[state.view](state);
    return newest === own ? found : undefined;
  }

  async function surface(state) {
    const answer = await figures.ask('surface', filterQuery(state), SURFACE);
    if (!answer?.body) return answer;
    const { heat } = answer.body;
    view.surface.show(answer.body);
    return { legend: heatLegend({ title: t('density'), unit: unit(heat), breaks: heat.breaks, looks: view.looks.heat, max: heat.max, hatch: t('fewEvents', { n: heat.fewest }), notes: [linesAt(heat, t), t('bandwidth', { n: whole(heat.bandwidth_m) }), fixed()] }, t) };
  }

  async function cells(state) {
    const [answer, year] = await Promise.all([figures.ask('frames_all', { ...filterQuery(state), step: 'hour' }, '/api/heat/frames.json'), summary()]);
    if (!answer?.body || !year?.body) return answer?.body ? year : answer;
    const { body } = answer;
    const { breaks } = year.body;
    return cellsDrawn(body, summed(body.counts), daysOf(state), daysOf(state), breaks);
  }

  /** Draws counts of cells over so many days, in cells fit for periods of `usual` days; what their colours mean. */
  function cellsDrawn(body, counts, days, usual, breaks) {
    const { grid, parent } = coarser(body.cells, zoomForCells(body.cells, usual, breaks));
    const whole_ = merged(counts, parent);
    const max = whole_.reduce((most, [cell, n]) => Math.max(most, density(n, grid.km2[cell], days)), 0);
    seen.grid = grid;
    view.cells.set(grid, classified(whole_, grid.km2, days, breaks));
    const hatch = t('fewEvents', { n: FEWEST });
    return { legend: heatLegend({ title: t('density'), unit: unit(body), breaks, looks: view.looks.heat, max, hatch, notes: [cellNote(grid), fixed()] }, t) };
  }

  async function grids(state) {
    const { level, measure, count } = state;
    const selection = Object.fromEntries(Object.entries(filterQuery(state)).filter(([name]) => SELECTION.includes(name)));
    const [answer, year] = await Promise.all([
      figures.ask('areas_map', { ...filterQuery(state), level, borders: state.borders }, '/api/heat/areas.json'),
      figures.ask('areas_year', { ...selection, ...lastDays(YEAR, data.opening.to), level }, '/api/heat/areas.json'),
    ]);
    if (!answer?.body || !year?.body) return answer?.body ? year : answer;
    const days = daysOf(state);
    const breaks = areaBreaks(year.body.areas, measure, YEAR, count);
    view.areas(level).show(areaClasses(answer.body.areas, measure, days, count, breaks));
    const most = Math.max(0, ...answer.body.areas.map((area) => measured(area, measure, days, count) ?? 0));
    const hatch = measure === 'households' ? `${t('tooFew')} · ${t('noHouseholds')}` : null;
    return { legend: heatLegend({ title: `${t(`level_${level}`)} · ${t(`measure_${measure}`)}`, unit: t(`unit_${measure}`), breaks, looks: view.looks.heat, max: most, hatch, opacity: FILL_OPACITY, notes: [state.borders === 'then' ? t('borders_then') : null, fixed()] }, t) };
  }

  async function change(state) {
    const answer = await figures.ask('compare', { ...filterQuery(state), with: state.with, level: state.level });
    if (!answer?.body) return answer;
    const { before, after, cells: grid } = answer.body;
    const days = [before, after].map(({ from, to }) => daysBetween(from, to) + 1);
    const notes = [t('changeBy', { before: t('span', before), after: t('span', after) }), data.oldest && before.from < data.oldest ? t('beforeData', { day: data.oldest }) : null];
    if (state.diff === 'areas') {
      view.changedAreas(state.level).show(new Map(answer.body.areas.map((area) => [area.uuid, changeClass(area, ...days)])));
      return { legend: changeLegend(view.looks.change, t, notes) };
    }
    const classes = grid.verdict.map((verdict, cell) => [cell, changeClass({ verdict, a: grid.a[cell], b: grid.b[cell] }, ...days)]);
    seen.grid = grid;
    view.changes.set(grid, classes);
    return { legend: changeLegend(view.looks.change, t, [...notes, cellNote(grid)]) };
  }

  async function hotspots(state) {
    const note = state.category.includes(',') ? t('oneCategory') : null;
    return { legend: layerLegend(setup.layers.hotspots, { theme, lang, looks: view.looks.heat, notes: [note, t('onlyCategory')] }) };
  }

  function cellNote(grid) {
    return t('cellSize', { n: whole(cellSide(grid.z, view.map.getCenter().lat)) });
  }

  function daysOf(state) {
    const { from, to } = filledDays(state, data.opening);
    return daysBetween(from, to) + 1;
  }

  return {
    draw,
    /** Shows one frame of a playback in the classes of all. */
    async frame(body, index) {
      const own = {};
      newest = own;
      const year = await summary();
      if (newest !== own) return undefined;
      if (!year?.body) return year;
      const usual = Math.max(...body.frames.map(({ days }) => days));
      return cellsDrawn(body, pairs(body.counts[index]), body.frames[index].days, usual, year.body.breaks);
    },
    grid: () => seen.grid,
  };
}

// Which questions each view keeps waiting for; the others are dropped.
const NEEDS = {
  surface: { surface: 1 }, cells: { frames_all: 1 }, grids: { areas_map: 1, areas_year: 1 }, change: { compare: 1 }, hotspots: {},
};
