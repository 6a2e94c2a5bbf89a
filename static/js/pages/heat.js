/** 热力分析: filters, the map with its heat, playback and the analyses beside it; the address keeps what is shown. Global: L. */
import { paced } from '../lib/paced.js';
import { cellAt } from '../lib/heat_cells.js';
import { filterQuery } from '../lib/heat_state.js';
import { connectLive } from '../live/live.js';
import { readSetup } from '../map/map.js';
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
import { createStore } from './heat/store.js';
import { createViewBar, drawsAreas } from './heat/view_bar.js';
import { warningsPanel } from './heat/warnings_panel.js';
import { translator } from './heat/words.js';

const LIVE_MS = 10_000;
const CELL_ZOOM = 17;
const NOTE_MS = 8000;
const KINDS = ['events', 'warnings', 'hotspots'];

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const setup = readSetup();
const data = readSetup('heat-data');
const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const theme = document.documentElement.classList.contains('theme-dark') ? 'dark' : 'light';
const t = translator(lang);

start();

function start() {
  const store = createStore();
  const live = connectLive(setup);
  const figures = createFigures({ lang, onBusy: (busy) => document.body.classList.toggle('loading', busy) });
  const say = notes(part('note'));
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
    if (before && state.at && JSON.stringify(state.at) !== JSON.stringify(before.at)) places.look(state.at);
  }

  store.on(update);
  wireMap({ view, store, drawing, places, say });
  wireTheme(store);
  if (store.get().at) places.look(store.get().at);
  if (!setup.bounds) say(t('noData'));
  else if (data.opening.historical) say(t('historical', { day: data.opening.to }));
  update(store.get(), null);
  const anew = paced(async () => {
    figures.forget();
    playback.forget();
    drill.forget();
    update(store.get(), null);
  }, LIVE_MS);
  live.listen((kinds) => { if (!document.hidden && KINDS.some((kind) => kinds.has(kind))) anew(); });
}

/** A function that says something for a while; readers of the screen hear it once. */
function notes(node) {
  let timer = null;
  return (text) => {
    clearTimeout(timer);
    node.textContent = text;
    timer = setTimeout(() => { node.textContent = ''; }, NOTE_MS);
  };
}

/** Whether the marks of warnings stand on the map. */
function isWarned({ tab, view }) {
  return tab === 'hotspots' || tab === 'warnings' || view === 'hotspots';
}

/** Clicks choose a place; moves of the map go to the address. */
function wireMap({ view, store, drawing, places, say }) {
  const { map } = view;
  const pickAt = (latlng) => {
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
  map.on('click', ({ latlng }) => pickAt(latlng));
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    const at = { lon: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)), zoom: Number(map.getZoom().toFixed(2)) };
    store.note({ at });
  });
  part('map').addEventListener('keydown', (event) => {
    if (event.target === part('map') && event.key === 'Enter') pickAt(map.getCenter());
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && store.get().pick && !event.defaultPrevented) {
      store.set({ pick: '' });
      part('map').focus({ preventScroll: true });
    }
  });
}

function wireTheme(store) {
  const button = part('theme');
  button.hidden = false;
  button.addEventListener('click', () => {
    store.note({ theme: theme === 'dark' ? 'light' : 'dark' });
    window.location.reload();
  });
}
