/** The wall screen: one state in the address, figures from the server, panels, map and time bar in step with it. */
import { replace } from '../lib/dom.js';
import { daysBetween, shiftDay } from '../lib/format.js';
import { translator } from '../lib/text.js';
import { readSetup } from '../map/map.js';
import { keepAwake, startClock, startRotation } from './command/clock.js';
import { drawLegend } from './command/legend.js';
import { createMapView } from './command/map_view.js';
import { categoryPanel, latenessPanel, profilePanel, rankingPanel, sharesPanel, todayPanel } from './command/panels.js';
import { createStore, readState } from './command/state.js';
import { createTimeBar } from './command/time_bar.js';
import { drawTrail } from './command/trail.js';
import { compositionPanel, frequentPanel, intensityPanel } from './command/type_panels.js';

const REFRESH_MS = 30_000;
const SCENE_LAYERS = { overview: ['heat'], types: ['types'] };
const CHILD = { '': 'district', district: 'subdistrict', subdistrict: 'community', community: 'grid', grid: 'grid' };

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const t = translator(document.documentElement.lang);
const nameOf = (thing) => (lang === 'en' && thing.name_en ? thing.name_en : thing.name);
const setup = readSetup();
const store = createStore(readState(location.search));
let figures = read('figures');
let heat = null;
let freshAt = Date.now();

const shownLayers = () => (store.get().layers ? store.get().layers.split(',') : SCENE_LAYERS[store.get().scene]);
const kit = () => ({ figures, t, lang, nameOf, legend: setup.layers.grid_types?.legend.items ?? [], enter });

const view = createMapView(part('map'), {
  setup, lang, scale: Math.max(1, innerWidth / 1920), onPlace: enterPlace,
});
const timeBar = createTimeBar(part('time-bar'), { t, onWindow: moveWindow });

function query() {
  const { from, to, category, area } = store.get();
  return new URLSearchParams(Object.entries({ from, to, category, area }).filter(([, value]) => value));
}

async function getJson(address) {
  const response = await fetch(address, { headers: { Accept: 'application/json' } });
  if (response.redirected || response.status === 401) location.reload();
  return response.ok ? response.json() : null;
}

async function refreshFigures() {
  const found = await getJson(`/command/figures.json?${query()}`).catch(() => null);
  if (!found) return;
  figures = found;
  freshAt = Date.now();
  drawPanels();
}

async function refreshHeat() {
  const asked = query();
  asked.delete('area');
  const surface = await getJson(`/layers/events_heat/surface.geojson?${asked}`).catch(() => null);
  if (!surface) return;
  heat = surface.heat;
  view.setHeat(surface);
  drawLegend(part('legend'), { setup, heat, layers: shownLayers(), t, lang });
}

function drawPanels() {
  const types = store.get().scene === 'types' && figures.types.length > 0;
  const left = types ? [compositionPanel, intensityPanel, frequentPanel] : [todayPanel, categoryPanel, rankingPanel];
  const right = types ? [rankingPanel, profilePanel] : [latenessPanel, sharesPanel, profilePanel];
  replace(document.querySelector('[data-column="left"]'), ...left.map((draw) => draw(kit())));
  replace(document.querySelector('[data-column="right"]'), ...right.map((draw) => draw(kit())));
  timeBar.update(figures.daily, figures.period.from, figures.period.to);
  drawTrail(part('trail'), { area: figures.area, nameOf, t, enter });
  drawBanner();
  drawControls();
}

function drawBanner() {
  const banner = part('banner');
  const empty = !setup.bounds;
  banner.hidden = !figures.historical && !empty;
  if (empty) banner.textContent = `${t('noData')}：manage.py import_areas … --commit`;
  else if (figures.historical) banner.textContent = t('historical', { day: figures.daily.at(-1)?.day ?? figures.period.to, n: figures.period.days });
}

function drawControls() {
  const { scene, category } = store.get();
  const days = daysBetween(figures.period.from, figures.period.to) + 1;
  press('scene', (value) => value === scene);
  press('layer', (value) => shownLayers().includes(value));
  press('days', (value) => Number(value) === days);
  part('category').value = category;
}

function press(name, chosen) {
  for (const button of document.querySelectorAll(`[data-${name}]`)) {
    button.setAttribute('aria-pressed', String(chosen(button.dataset[name])));
  }
}

function drawLayers() {
  view.show(shownLayers());
  drawLegend(part('legend'), { setup, heat, layers: shownLayers(), t, lang });
}

function enter(code) {
  store.set({ area: code });
}

async function enterPlace(lon, lat) {
  const level = CHILD[figures.area?.level ?? ''];
  const found = await getJson(`/command/area.json?lon=${lon.toFixed(6)}&lat=${lat.toFixed(6)}&level=${level}`).catch(() => null);
  if (found) enter(found.code);
}

async function frameArea() {
  const code = store.get().area;
  const found = code ? await getJson(`/command/area.json?code=${encodeURIComponent(code)}`).catch(() => null) : null;
  view.select(found?.level === 'district' ? null : found?.geometry);
}

function moveWindow(from, to, { playing }) {
  store.set({ from, to }, { remember: !playing });
  return playing ? refreshHeat() : undefined;
}

function fillCategories() {
  for (const choice of read('categories')) {
    part('category').append(new Option(`${choice.parent ? '　' : ''}${nameOf(choice)}`, choice.code));
  }
}

function listenToControls() {
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-scene], [data-layer], [data-days]');
    if (!button) return;
    if (button.dataset.scene) store.set({ scene: button.dataset.scene, layers: '' });
    if (button.dataset.days) {
      const last = figures.daily.at(-1)?.day ?? figures.period.to;
      store.set({ from: shiftDay(last, 1 - Number(button.dataset.days)), to: last });
    }
    if (button.dataset.layer) toggleLayer(button.dataset.layer);
  });
  part('category').addEventListener('change', ({ target }) => store.set({ category: target.value }));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !figures.area) return;
    store.set({ area: figures.area.trail.at(-2)?.code ?? '' });
  });
}

function toggleLayer(name) {
  const layers = shownLayers();
  const next = layers.includes(name) ? layers.filter((one) => one !== name) : [...layers, name];
  store.set({ layers: next.join(',') || 'none' });
}

store.listen((state, changed) => {
  if (changed.includes('area')) frameArea();
  if (changed.includes('scene') || changed.includes('layers')) drawLayers();
  if (timeBar.isPlaying()) return;
  if (changed.some((key) => ['from', 'to', 'category'].includes(key))) refreshHeat();
  if (changed.some((key) => ['from', 'to', 'category', 'area'].includes(key))) refreshFigures();
  drawPanels();
});

fillCategories();
listenToControls();
part('north').textContent = t('north');
drawPanels();
drawLayers();
refreshHeat();
if (store.get().area) frameArea();
startClock({ date: part('date'), time: part('time'), delay: part('delay') }, { t, lang, freshAt: () => freshAt });
if (store.get().rotate) startRotation(part('rotation'), { t, scenes: Object.keys(SCENE_LAYERS), store });
keepAwake();
setInterval(() => { if (!timeBar.isPlaying()) { refreshFigures(); refreshHeat(); } }, REFRESH_MS);
