/** 服务覆盖: who reaches which service on foot, who does not, and what another point would change; the address keeps what is shown. Global: L. */
import { gate } from '../lib/gate.js';
import { changePatch, changesOf, readCoverageState, writeCoverageState } from '../lib/coverage_state.js';
import { connectLive } from '../live/live.js';
import { accessPanel } from './coverage/access_panel.js';
import { areasPanel } from './coverage/areas_panel.js';
import { changePanel } from './coverage/change_panel.js';
import { createChanges } from './coverage/changes.js';
import { createChoices } from './coverage/choices.js';
import { comparePanel } from './coverage/compare_panel.js';
import { createDrawing } from './coverage/drawing.js';
import { createExports } from './coverage/exports.js';
import { createMapView } from './coverage/map_view.js';
import { createPick } from './coverage/pick.js';
import { createPlacing } from './coverage/placing.js';
import { createPoints } from './coverage/points.js';
import { createServer } from './coverage/server.js';
import { createShown } from './coverage/shown.js';
import { createSide } from './coverage/side.js';
import { sitingPanel } from './coverage/siting_panel.js';
import { standardsPanel } from './coverage/standards_panel.js';
import { translator } from './coverage/words.js';
import { isMoved, onNews, part, readDesk, showBusy, wireMap, wireTheme } from './desk/desk.js';
import { createStore } from './desk/store.js';
import { areaOfCode } from './heat/area_lookup.js';
import { faultNote } from './heat/fault.js';
import { createFigures } from './heat/figures.js';
import { showLegend } from './heat/legend.js';

const LIVE_MS = 5000;
const AT_ONCE = 2;
const KINDS = ['buildings', 'roads', 'service_points'];

const { setup, data, theme, lang, t, say } = readDesk('coverage-data', translator);

start();

function start() {
  const store = createStore(readCoverageState, writeCoverageState);
  const live = connectLive(setup);
  // The server counts for two at a time and lets others wait: questions of one desk wait for each other here.
  const through = gate(AT_ONCE);
  const direct = createFigures({ lang, onBusy: showBusy });
  const figures = { ...direct, ask: (...question) => through(() => direct.ask(...question)) };
  const server = createServer(lang);
  const view = createMapView(part('map'), setup, { theme, lang, t, live });
  const names = new Map();
  const given = { store, figures, server, through, view, data, t, lang, say };
  const asking = { key: '', answer: null };
  // Panels and headline ask the same at once: one question, one answer for all.
  const shares = ({ kind, level, area }) => {
    const key = [kind, level, area].join('/');
    if (key !== asking.key) Object.assign(asking, { key, answer: askShares(asking, { category: kind, level, area }) });
    return asking.answer;
  };

  async function askShares(own, query) {
    const answer = await figures.ask('shares', query, '/api/coverage/');
    if (!answer?.body) own.key = '';
    for (const one of answer?.body?.categories[0].areas ?? []) names.set(one.code, (lang === 'en' && one.name_en) || one.name);
    return answer;
  }

  const changes = createChanges(given);
  const nameOf = (code) => names.get(code) || code || t('noArea');
  const kindName = (key) => {
    const found = data.categories.find((one) => one.key === key);
    return found ? (lang === 'en' ? found.name_en : found.name) : key;
  };
  const points = createPoints({ ...given, onPoint });
  const placing = createPlacing({ view, cross: part('cross'), t, say, onPlace: place });
  const draw = createDrawing({ view, figures, changes, kindName, t });
  const choices = createChoices(part('choices'), given);
  const shown = createShown(part('shown'), given);
  const pick = createPick(part('pick'), given);
  const legend = { shown: null };
  const exports = createExports(part('exports'), { ...given, theme, points, choices, legend: () => legend.shown });
  const onArea = (code, go = false) => outline(view, code, go, store);
  const compare = comparePanel({ ...given, nameOf });
  const change = changePanel({ ...given, points, changes, shares, placing, nameOf, onKept: compare.forget });
  const side = createSide(part('side'), {
    store, t,
    panels: {
      areas: areasPanel({ ...given, shares, onArea, onPlace: showPlace }), access: accessPanel({ ...given, shares, onArea }), change,
      siting: sitingPanel({ ...given, onDone: compare.forget }), compare, standards: standardsPanel({ ...given, onArea }),
    },
  });

  function onPoint(what) {
    if (store.get().tab !== 'change') store.set({ tab: 'change' });
    change.focusOn(what);
  }

  function place(what, lonlat) {
    if (what !== null) {
      points.move(what, lonlat);
      return;
    }
    const { close, open } = changesOf(store.get());
    store.set({ tab: 'change', ...changePatch({ close, open: [...open, lonlat] }) });
  }

  function showPlace([lon, lat]) {
    view.map.setView([lat, lon], Math.max(view.map.getZoom(), 16));
    store.set({ pick: `${lon.toFixed(6)},${lat.toFixed(6)}` });
  }

  function pickAt(latlng) {
    if (!placing.take(latlng)) store.set({ pick: `${latlng.lng.toFixed(6)},${latlng.lat.toFixed(6)}` });
  }

  async function redraw(state) {
    const found = await draw(state);
    if (!found) return;
    legend.shown = found.legend ?? null;
    if (found.legend) showLegend(part('legend'), found.legend);
    else {
      part('legend').hidden = false;
      part('legend').replaceChildren(faultNote(found, t, () => update(store.get(), null)));
    }
  }

  async function summarise(state) {
    const answer = await shares(state);
    if (answer?.body) choices.tell(answer.body.categories[0], answer.body);
    else if (answer) say(answer.fault ?? t('failed'));
  }

  async function readPoints(state) {
    await points.read(state.kind);
    points.update(store.get());
    if (points.all().length === 0) say(t('noPoints'));
    if (store.get().tab === 'change') side.update(store.get());
  }

  function update(state, before) {
    choices.update(state);
    exports.update(state);
    shown.update(state);
    side.update(state);
    void pick.update(state);
    void redraw(state);
    void summarise(state);
    if (!before || before.kind !== state.kind) void readPoints(state);
    else points.update(state);
    if (!before || before.area !== state.area) onArea(state.area, Boolean(before) || !state.at);
    if (isMoved(state, before)) view.map.setView([state.at.lat, state.at.lon], state.at.zoom, { animate: false });
  }

  store.on(update);
  view.onNear(() => void redraw(store.get()));
  wireMap({ map: view.map, store, pickAt });
  view.map.on('moveend', change.moved);
  wireTheme(store, theme);
  const { at } = store.get();
  if (at) view.map.setView([at.lat, at.lon], at.zoom, { animate: false });
  if (!data.network) say(t('noNetwork'));
  update(store.get(), null);
  onNews(live, KINDS, LIVE_MS, async () => {
    figures.forget();
    asking.key = '';
    await readPoints(store.get());
    update(store.get(), store.get());
  });
}

/** Outlines the area of a code, as long as it is the one last asked for. */
async function outline(view, code, go, store) {
  const asked = code;
  outline.asked = asked;
  const shape = code ? await areaOfCode(code) : null;
  if (outline.asked === asked) view.choose(shape, go && code === store.get().area);
}
