/** A printed sheet of what a link shows: fixed millimetres, a round scale, bar, north, legend, time and source. Global: L. */
import { element, replace, svg } from '../lib/dom.js';
import { createMap, readSetup } from '../map/map.js';
import { heatItems } from '../map/tools/layer_panel.js';
import { createLayerStack } from '../map/tools/layer_stack.js';
import { readState, shapeParameter } from '../map/tools/map_state.js';
import { countMark, legendMark } from '../map/tools/swatch.js';
import { SCALES, barLength, lengthText, roundScale, scaleText, zoomForScale } from '../map/tools/print_scale.js';
import { translator } from '../map/tools/words.js';
import { isCounted, visibleFrom } from '../map/tools/zoom_hint.js';
import { shapeLayer } from '../map/tools/shape_layer.js';

const BAR_MM = 50;
const DEPTH = 2;
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const setup = readSetup();
const data = JSON.parse(document.getElementById('map-data').textContent);
const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const t = translator(lang);
const query = new URLSearchParams(window.location.search);
const asked = readState(window.location.search);
const choices = part('choices');
const sheet = part('sheet');
let figures = null;

turnSheet(query.get('paper'), query.get('turn'));
const map = createMap(part('map'), setup, { theme: 'light', zoomControl: false });
map.options.zoomSnap = 0;
map.options.minZoom = 1;
for (const name of ['dragging', 'scrollWheelZoom', 'doubleClickZoom', 'keyboard', 'touchZoom', 'boxZoom']) map[name]?.disable();
map.getContainer().removeAttribute('tabindex');
const stack = createLayerStack(map, { setup, order: data.order, basemaps: data.basemaps, settings: { theme: 'light', lang, policy: data.policy, sharp: 3 } });
const view = asked.view ?? { lat: map.getCenter().lat, lon: map.getCenter().lng, zoom: map.getZoom() };

showLayers();
fillChoices();
rescale();
fillTexts();

function showLayers() {
  const wanted = asked.layers ?? new Map(data.shown.map((name) => [name, 1]));
  stack.onHeat((found) => {
    figures = found;
    fillLegend();
  });
  for (const name of data.order) {
    if (asked.filters[name]) stack.filter(name, asked.filters[name]);
    if (wanted.has(name)) stack.fade(name, wanted.get(name));
    stack.show(name, wanted.has(name));
  }
  stack.ground(asked.base);
  if (asked.shape) void shapeLayer(asked.shape, 'light').then((layer) => layer?.addTo(map));
  fillLegend();
}

function turnSheet(paper, turn) {
  sheet.dataset.paper = paper === 'a3' ? 'a3' : 'a4';
  sheet.dataset.turn = turn === 'portrait' ? 'portrait' : 'landscape';
}

function fillChoices() {
  const given = Number(query.get('scale'));
  const round = SCALES.includes(given) ? given : roundScale(view.zoom, view.lat);
  replace(choices.elements.scale, ...SCALES.map((number) => element('option', { value: number }, scaleText(number))));
  choices.elements.scale.value = String(round);
  choices.elements.paper.value = sheet.dataset.paper;
  choices.elements.turn.value = sheet.dataset.turn;
  choices.elements.title.value = query.get('title')?.slice(0, 40) || part('title').textContent;
  part('title').textContent = choices.elements.title.value;
  choices.hidden = false;
  choices.addEventListener('input', change);
  choices.addEventListener('submit', (event) => {
    event.preventDefault();
    window.print();
  });
  part('back').href += backSearch();
}

function change() {
  const { title, paper, turn, scale } = choices.elements;
  part('title').textContent = title.value;
  turnSheet(paper.value, turn.value);
  const next = new URLSearchParams(window.location.search);
  for (const [name, field] of Object.entries({ paper, turn, scale })) next.set(name, field.value);
  window.history.replaceState(null, '', `?${next}`);
  fitLegend();
  map.invalidateSize({ animate: false });
  rescale();
}

function backSearch() {
  const left = new URLSearchParams(window.location.search);
  for (const name of ['paper', 'turn', 'scale', 'title']) left.delete(name);
  return left.size > 0 ? `?${left}` : '';
}

function rescale() {
  const number = Number(choices.elements.scale.value);
  map.setView([view.lat, view.lon], zoomForScale(number, view.lat), { animate: false });
  const bar = barLength(number, BAR_MM);
  fillLegend();
  part('scale-number').textContent = `${t('scale')} ${scaleText(number)}`;
  drawBar(bar);
}

/** A bar of two halves, dark and light, with its ends in words. */
function drawBar({ metres, millimetres }) {
  const node = part('scale-bar');
  const half = millimetres / 2;
  node.setAttribute('viewBox', `-4 0 ${millimetres + 16} 8`);
  node.style.width = `${millimetres + 16}mm`;
  node.style.height = '8mm';
  node.setAttribute('aria-label', lengthText(metres));
  node.dataset.metres = metres;
  node.dataset.millimetres = millimetres;
  const text = (x, words) => svg('text', { x, y: 7.4, 'text-anchor': 'middle', 'font-size': 3, fill: 'currentColor' }, words);
  replace(node,
    svg('rect', { x: 0, y: 1, width: half, height: DEPTH, fill: 'currentColor', stroke: 'currentColor', 'stroke-width': 0.3 }),
    svg('rect', { x: half, y: 1, width: half, height: DEPTH, fill: '#fff', stroke: 'currentColor', 'stroke-width': 0.3 }),
    text(0, '0'), text(half, lengthText(metres / 2)), text(millimetres, lengthText(metres)));
}

function fillLegend() {
  const title = (one) => (lang === 'en' ? one.title_en : one.title);
  const shown = data.groups.flatMap(({ layers }) => layers).filter((name) => stack.isShown(name));
  replace(part('legend'), ...shown.map((name) => {
    const { legend } = setup.layers[name];
    const unit = lang === 'en' ? legend.unit_en : legend.unit;
    const items = name === 'events_heat' ? heatItems(legend.items, figures, t) : legend.items.map((item) => [item, title(item)]);
    const filters = Object.values(stack.query(name));
    return element('section', {}, element('h2', {}, title(setup.layers[name])),
      unit ? element('p', { class: 'muted' }, unit) : null,
      filters.length > 0 ? element('p', { class: 'muted' }, `${t('filtered')}：${filterWords(name)}`) : null,
      element('ul', { class: 'legend-list' }, items.map(([item, text]) => element('li', {}, legendMark(name, '', item, 'light'), text)), farOut(name) ? element('li', {}, countMark(), t('countLegend')) : null));
  }));
  fitLegend();
}

/** Whether numbers stand for the features of a layer at the sheet's scale. */
function farOut(name) {
  return isCounted(setup.layers[name]) && Math.round(map.getZoom()) < visibleFrom(setup.layers[name]);
}

/** A long legend is set smaller, then in two columns: nothing of it may be cut off. */
function fitLegend() {
  const node = part('legend');
  delete node.dataset.dense;
  delete sheet.dataset.dense;
  for (const dense of ['1', '2']) {
    if (node.scrollHeight <= node.clientHeight + 1 && node.scrollWidth <= node.clientWidth + 1) return;
    node.dataset.dense = dense;
    sheet.dataset.dense = dense;
  }
  map.invalidateSize({ animate: false });
}

function filterWords(name) {
  return Object.entries(stack.query(name)).map(([key, value]) => {
    const pair = data.words[name]?.[key]?.[value] ?? data.words.events[key]?.[value];
    const category = data.categories.find((one) => key === 'category' && one.code === value);
    if (key === 'standing') return t('standing');
    if (category) return lang === 'en' ? category.name_en : category.name;
    return pair ? pair[lang === 'en' ? 1 : 0] : `${t(key)} ${value}`;
  }).join(lang === 'en' ? ', ' : '、');
}

function fillTexts() {
  part('as-of').textContent = t('asOf', { time: data.asOf });
  part('north').textContent = t('north');
  part('source').textContent = t('source_line', { district: part('source').dataset.district, srid: data.srid });
  part('credits').textContent = stack.credits().join(' ');
  if (asked.shape) part('sheet').dataset.shape = shapeParameter(asked.shape)[0];
}
