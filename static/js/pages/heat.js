/** 热力分析: filters, the map with its heat, playback and the analyses beside it; the address keeps what is shown. Global: L. */
import { cellAt } from '../lib/heat_cells.js';
import { filterQuery, readHeatState, writeHeatState } from '../lib/heat_state.js';
import { connectLive } from '../live/live.js';
import { isMoved, onNews, part, readDesk, showBusy, wireMap, wireTheme } from './desk/desk.js';
import { createStore } from './desk/store.js';
import { areasPanel } from './heat/areas_panel.js';
import { comparePanel } from './heat/compare_panel.js';
import { createDrawing } from './heat/drawing.js';
import { drillPanel } from './heat/drill_panel.js';
import { createEmptyNote } from './heat/empty.js';
import { createExports } from './heat/exports.js';
import { createFigures } from './heat/figures.js';
import { faultNote } from './heat/fault.js';
import { createFilters } from './heat/filters.js';
import { hotspotsPanel, oneCategory } from './heat/hotspots_panel.js';
import { showLegend, warningItem } from './heat/legend.js';
import { createMapView } from './heat/map_view.js';
import { createPlaces } from './heat/places.js';
import { createPlayback } from './heat/playback.js';
import { rankingPanel } from './heat/ranking_panel.js';
import { createSide } from './heat/side.js';
import { createViewBar, drawsAreas } from './heat/view_bar.js';
import { warningsPanel } from './heat/warnings_panel.js';
import { translator } from './heat/words.js';

const LIVE_MS = 10_000;
const CELL_ZOOM = 17;
const KINDS = ['events', 'warnings', 'hotspots'];

const { setup, data, theme, lang, t, say } = readDesk('heat-data', translator);

start();

function start() {
  const store = createStore(readHeatState, writeHeatState);
  const live = connectLive(setup);
  const figures = createFigures({ lang, onBusy: showBusy });
  const view = createMapView(part('map'), setup, { theme, lang, t, live });
  const given = { store, figures, setup, data, theme, lang, t };
  const shown = { legend: null, summary: null, asking: Promise.resolve() };
  const drawing = createDrawing({ ...given, view, summary: () => shown.asking });
  const places = createPlaces({ view, store, t, lang, say });
  const filters = createFilters(part('filters'), given);
  const bar = createViewBar(part('views'), given);
  const empty = createEmptyNote(part('empty'), given);
  const playback = createPlayback(part('time'), {
    ...given, calm: window.matchMedia('(prefers-reduced-motion: reduce)').matches, onFrame: async (body, index) => tell(await drawing.frame(body, index)),
  });
  const panelGiven = { ...given, onPlace: places.area, onShape: places.shape, chosen: places.chosen, found: view.found };
  const drill = drillPanel({ ...given, titleOf: places.title, named: places.named, areaOf: places.code, frameDays: playback.days });
  const side = createSide(part('side'), {
    store, t, drill, onTab: view.found.clear,
    panels: {
      areas: areasPanel(panelGiven), compare: comparePanel(panelGiven), hotspots: hotspotsPanel(panelGiven), warnings: warningsPanel(panelGiven), ranking: rankingPanel(panelGiven),
    },
  });
  const exports = createExports(part('exports'), { ...given, view, say, legend: () => shown.legend, summary: () => shown.summary });

  function tell(found) {
    if (!found) return;
    shown.legend = found.legend ?? null;
    if (shown.legend && isWarned(store.get()) && setup.layers.warnings) shown.legend.items.push(warningItem(setup.layers.warnings, { theme, lang }));
    showLegend(part('legend'), shown.legend);
    if (!found.legend) {
      part('legend').hidden = false;
      part('legend').replaceChildren(faultNote(found, t, () => update(store.get(), null)));
    }
  }

  async function summarise(state) {
    shown.asking = figures.ask('summary', filterQuery(state));
    const answer = await shown.asking;
    if (answer === undefined) return;
    shown.summary = answer.body ?? null;
    filters.update(store.get(), shown.summary);
    empty.show(answer.body && answer.body[state.count] === 0 ? state : null);
    if (!answer.body) say(answer.fault ?? t('failed'));
    exports.update(store.get());
  }

  async function draw(state) {
    const kind = state.frame >= 0 ? 'frames' : state.view;
    view.show(kind, { level: state.level, category: oneCategory(state), byArea: drawsAreas(state), warned: isWarned(state) });
    if (kind !== 'frames') tell(await drawing.draw(state));
  }

  function update(state, before) {
    filters.update(state, shown.summary);
    bar.update(state);
    exports.update(state);
    side.update(state);
    playback.update(state);
    places.update(state, before);
    const asked = JSON.stringify(filterQuery(state));
    if (!before || asked !== JSON.stringify(filterQuery(before))) void summarise(state);
    void draw(state);
    if (isMoved(state, before)) places.look(state.at);
  }

  store.on(update);
  wireMap({ map: view.map, store, pickAt: picking({ view, store, drawing, places }), onLeft: () => part('map').focus({ preventScroll: true }) });
  wireTheme(store, theme);
  if (store.get().at) places.look(store.get().at);
  if (!setup.bounds) say(t('noData'));
  else if (data.opening.historical) say(t('historical', { day: data.opening.to }));
  update(store.get(), null);
  onNews(live, KINDS, LIVE_MS, async () => {
    figures.forget();
    playback.forget();
    drill.forget();
    update(store.get(), null);
  });
}

/** Whether the marks of warnings stand on the map. */
function isWarned({ tab, view }) {
  return tab === 'hotspots' || tab === 'warnings' || view === 'hotspots';
}

/** Chooses what is at a place: a warning, an area where those are drawn, else the cell. */
function picking({ view, store, drawing, places }) {
  return (latlng) => {
    const state = store.get();
    const warning = view.warningAt(latlng);
    if (warning) {
      store.set({ pick: `warning/${warning}` });
      return;
    }
    if (drawsAreas(state) && state.frame < 0) {
      const area = (state.view === 'change' ? view.changedAreas : view.areas)(state.level).at(latlng);
      if (area) places.pointed(area, state.level);
      return;
    }
    const z = drawing.grid()?.z ?? CELL_ZOOM;
    const { x, y } = cellAt(latlng, z);
    store.set({ pick: `cell/${z}/${x}/${y}` });
    say(t('selected', { name: t('drillCell') }));
  };
}
