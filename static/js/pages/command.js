/** The wall screen: one state in the address, figures from the server, panels, map and time bar in step with it. */
import { dataAge } from '../lib/data_age.js';
import { element, replace } from '../lib/dom.js';
import { shiftDay } from '../lib/format.js';
import { translator } from '../lib/text.js';
import { connectLive } from '../live/live.js';
import { heatFigures } from '../map/heat_surface.js';
import { readSetup } from '../map/map.js';
import { createAlarmDialog } from './command/alarm_dialog.js';
import { alarmPlace, alarmWord } from './command/alarm_panel.js';
import { keepAwake, startClock } from './command/clock.js';
import { drawControls, fillCategories, listenToControls, part } from './command/controls.js';
import { followData } from './command/follow.js';
import { createLamp } from './command/lamp.js';
import { drawLegend } from './command/legend.js';
import { createMapView } from './command/map_view.js';
import { timeOf } from './command/panel.js';
import { createReader } from './command/requests.js';
import { startRotation } from './command/rotation.js';
import { panelsOf, SCENE_LAYERS, scenesFor } from './command/scenes.js';
import { createStore } from './command/state.js';
import { createTimeBar } from './command/time_bar.js';
import { drawTrail } from './command/trail.js';
import { createWarningDialog } from './command/warning_dialog.js';
import { AWAY, boxAround, lookedAt, lookOf } from './command/warning_look.js';
import { heardWarnings, warningWord } from './command/warning_panel.js';

const IMPORTS = [
  '.venv/bin/python manage.py import_areas FILE.geojson --level subdistrict --code FIELD --name FIELD --commit',
  '.venv/bin/python manage.py import_events FILE.csv --time FIELD --lon FIELD --lat FIELD --category FIELD --commit',
];
// Lettering of 13 at a desk is at least 16 on a wall 1920 wide.
const WALL_LETTERING = 1.24;

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const t = translator(document.documentElement.lang);
const nameOf = (thing) => (lang === 'en' && thing.name_en ? thing.name_en : thing.name);
const setup = readSetup();
const policy = read('policy');
const store = createStore();
const live = connectLive(setup);
const ask = { figures: createReader(), heat: createReader(), place: createReader(), border: createReader(), alarms: createReader(), warnings: createReader() };
let figures = read('figures');
let fresh = { at: performance.now(), failed: false };
let alarms = read('alarms');
let warnings = read('warnings');
let looked = null;
let rotation = null;
let heat = null;
let heatOf = null;

const view = createMapView(part('map'), {
  setup, lang, policy, live, scale: Math.max(1, innerWidth / 1920 * WALL_LETTERING), onPlace: enterPlace, legend: part('legend'),
});
const askAlarm = createAlarmDialog(part('alarm-dialog'), {
  legend: setup.layers.alarms.legend, t, lang, nameOf, done: refreshAlarms,
});
const askWarning = createWarningDialog(part('warning-dialog'), { t, lang, done: refreshWarnings });
const timeBar = createTimeBar(part('time-bar'), { t, onWindow, onStop });

function shownLayers() {
  const { layers, scene } = store.get();
  return layers ? layers.split(',') : SCENE_LAYERS[scene];
}

function kit() {
  const legend = setup.layers.grid_types?.legend.items ?? [];
  const [alarmLegend, warningLegend] = [setup.layers.alarms.legend, setup.layers.warnings.legend];
  return { figures, alarms, warnings, t, lang, nameOf, policy, legend, alarmLegend, warningLegend, enter, choose, askAlarm, askWarning, lookAt, looked, category: store.get().category };
}

function asked(...names) {
  const state = store.get();
  return Object.fromEntries(names.map((name) => [name, state[name]]).filter(([, value]) => value));
}

/** The period and category as the layers take them: days are counted back from the data's last day. */
function eventQuery() {
  const { from, to, days } = store.get();
  const last = figures.daily.at(-1).day;
  const counted = days && !from && !to ? { from: shiftDay(last, 1 - Number(days)), to: last } : {};
  return { ...asked('from', 'to', 'category'), ...counted };
}

async function refreshFigures() {
  const query = new URLSearchParams(asked('from', 'to', 'days', 'category', 'area'));
  const found = await ask.figures(`/command/figures.json?${query}`);
  if (found === undefined) return;
  fresh = { at: found ? performance.now() : fresh.at, failed: !found };
  if (!found) return;
  figures = found;
  live.learn(found.versions);
  view.setEvents(eventQuery());
  draw();
}

function age() {
  return dataAge(live.status(), performance.now() - fresh.at, fresh.failed);
}

/** Borders changed: what is dimmed outside of them, and the chosen area. */
function refreshGround() {
  view.setVeil();
  if (store.get().area) frameArea();
}

async function refreshHeat() {
  if (!shownLayers().includes('heat') || !setup.layers.events_heat) return;
  const query = String(new URLSearchParams(eventQuery()));
  const surface = await ask.heat(`/layers/events_heat/surface.geojson?${query}`);
  if (!surface || (query === heatOf && surface.heat.as_of === heat.as_of)) return;
  heat = heatFigures(surface);
  heatOf = query;
  view.setHeat(surface);
  drawLegendBox();
}

async function refreshAlarms() {
  const found = await ask.alarms('/command/alarms.json');
  if (!found) return;
  const known = new Set(alarms.rows.map((row) => row.uuid));
  const fresh = found.rows.find((row) => row.state === 'raised' && !known.has(row.uuid));
  alarms = found;
  view.setAlarms(alarms.rows);
  if (fresh) callFor(fresh);
  draw();
}

async function refreshWarnings() {
  const found = await ask.warnings('/api/heat/warnings.json');
  if (!found) return;
  const known = new Set(warnings.warnings.map((row) => row.uuid));
  const fresh = heardWarnings(found).find((row) => row.state === 'new' && !known.has(row.uuid));
  warnings = found;
  view.setWarnings(heardWarnings(warnings));
  if (fresh) part('alarm-spoken').textContent = [t('newWarning'), warningWord(fresh, t, lang), lang === 'en' ? fresh.place_en : fresh.place].join('，');
  draw();
}

/** The square of a warning with its events, or out again. */
function lookAt(row) {
  store.set(row ? lookOf(row) : AWAY, { step: true });
}

/** Frames the warning that the address tells of, or what was framed before it did. */
function followLook() {
  const row = lookedAt(warnings.warnings, store.get());
  if (row?.uuid === looked?.uuid) return;
  looked = row;
  if (row) view.look(boxAround(row));
  else frameArea();
}

/** A new alarm is spoken, and a rotating screen shows it instead of going on. */
function callFor(row) {
  part('alarm-spoken').textContent = [t('newAlarm'), alarmWord(setup.layers.alarms.legend, row, lang), alarmPlace(row, nameOf)].join('，');
  if (!rotation) return;
  rotation.preempt();
  store.set({ scene: 'overview', layers: '' });
}

function draw() {
  const { left, right } = panelsOf(store.get().scene, figures, alarms, warnings);
  const all = kit();
  keepingPlace(() => {
    replace(document.querySelector('[data-column="left"]'), ...left.map((make) => make(all)));
    replace(document.querySelector('[data-column="right"]'), ...right.map((make) => make(all)));
    drawTrail(part('trail'), all);
  });
  timeBar.update(figures.daily, figures.period, figures.period_totals.reported);
  view.setLate(all);
  drawLegendBox();
  drawBanner();
  drawControls(store.get(), { layers: shownLayers(), figures });
}

/** Draws anew and gives the focus and the scroll positions back; who went into an area finds the focus on its name. */
function keepingPlace(drawing) {
  const focused = document.activeElement?.dataset?.keep;
  const scrolled = [...document.querySelectorAll('.column')].map((column) => [...column.children].map((one) => one.scrollTop));
  drawing();
  for (const [index, column] of [...document.querySelectorAll('.column')].entries()) {
    for (const [place, one] of [...column.children].entries()) one.scrollTop = scrolled[index][place] ?? 0;
  }
  if (!focused) return;
  const same = document.querySelector(`[data-keep="${CSS.escape(focused)}"]`);
  (same ?? part('trail').querySelector('[aria-current]'))?.focus();
}

function drawLegendBox() {
  drawLegend(part('legend'), { setup, heat, layers: shownLayers(), figures, alarms, warnings, t, lang });
}

function drawBanner() {
  const banner = part('banner');
  banner.hidden = Boolean(setup.bounds) && !figures.historical;
  banner.classList.toggle('banner-empty', !setup.bounds);
  if (!setup.bounds) replace(banner, element('strong', {}, t('noData')), ...IMPORTS.map((line) => element('code', {}, line)), t('readMore'));
  else if (figures.historical) banner.textContent = t('historical', { day: figures.daily.at(-1).day });
}

function enter(code) {
  store.set({ area: code }, { step: true });
}

function choose(category) {
  store.set({ category });
}

async function enterPlace(lon, lat) {
  const level = figures.by_area[0]?.level ?? figures.area?.level;
  if (!level) return;
  const found = await ask.place(`/command/area.json?lon=${lon.toFixed(6)}&lat=${lat.toFixed(6)}&level=${level}`);
  if (found) enter(found.code);
}

async function frameArea() {
  const code = store.get().area;
  const found = code ? await ask.border(`/command/area.json?code=${encodeURIComponent(code)}`) : null;
  if (code !== store.get().area) return;
  view.select(found?.level === 'district' && figures.top ? null : found?.geometry);
}

function onWindow(from, to, { playing }) {
  store.set({ from, to, days: '' }, { remember: !playing });
  return playing ? refreshHeat() : undefined;
}

function onStop() {
  store.set({});
  refreshFigures();
}

function goUp() {
  if (looked) {
    lookAt(null);
    return;
  }
  const steps = figures.area?.trail ?? [];
  if (steps.length > (figures.top ? 1 : 0)) enter(steps.at(-2)?.code ?? '');
}

function toggleLayer(name) {
  const layers = shownLayers();
  const next = layers.includes(name) ? layers.filter((one) => one !== name) : [...layers, name];
  store.set({ layers: next.join(',') || 'none' });
}

store.listen((state, changed) => {
  const has = (...keys) => keys.some((key) => changed.includes(key));
  if (has('area')) frameArea();
  if (has('category', 'from', 'to', 'area')) followLook();
  if (has('scene', 'layers')) view.show(shownLayers());
  if (timeBar.isPlaying() && !has('scene', 'layers', 'category', 'area')) return;
  if (heatOf !== String(new URLSearchParams(eventQuery()))) refreshHeat();
  if (has('from', 'to', 'days', 'category', 'area')) refreshFigures();
  drawControls(state, { layers: shownLayers(), figures });
  if (has('scene', 'layers')) draw();
});

refreshHeat();
fillCategories(read('categories'), nameOf);
listenToControls({ store, choose, toggleLayer, goUp });
part('north').textContent = t('north');
view.setEvents(eventQuery());
view.show(shownLayers());
view.setAlarms(alarms.rows);
view.setWarnings(heardWarnings(warnings));
followLook();
draw();
if (store.get().area) frameArea();
const showLamp = createLamp({ lamp: part('lamp'), spoken: part('lamp-spoken'), asOf: part('as-of') }, t);
startClock({ date: part('date'), time: part('time') }, { lang, tick: () => showLamp({ ...age(), asOf: timeOf(figures) }) });
if (store.get().rotate) {
  const next = () => {
    const scenes = scenesFor(figures);
    store.set({ scene: scenes[(scenes.indexOf(store.get().scene) + 1) % scenes.length], layers: '' });
  };
  rotation = startRotation(part('rotation'), { t, next });
}
keepAwake();
// A screen that opened on an empty database has no map to keep; the address keeps the state over a reload.
if (!setup.bounds) live.listen(() => location.reload());
followData(live, { figures: refreshFigures, heat: refreshHeat, alarms: refreshAlarms, warnings: refreshWarnings, ground: refreshGround }, {
  isBusy: timeBar.isPlaying, isLive: () => live.status().up && !age().stale,
});
