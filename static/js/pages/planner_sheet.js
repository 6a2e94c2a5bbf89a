/** The sheet a plan is signed on: its grids at a round scale, with bar and north; the rest is in the page. Global: L. */
import { element, replace, svg } from '../lib/dom.js';
import { groundLayer } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { barLength, lengthText, roundScale, scaleText, zoomForScale } from '../map/tools/print_scale.js';
import { FILLS } from './planner/board.js';

const BAR_MM = 60;
const MOST_NAMES = 260;
const NAME_PX = [24, 12];
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const setup = readSetup();
const plan = JSON.parse(document.getElementById('plan-data').textContent);
const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const map = createMap(part('map'), setup, { theme: 'light', zoomControl: false });
map.options.zoomSnap = 0;
map.options.minZoom = 1;
for (const name of ['dragging', 'scrollWheelZoom', 'doubleClickZoom', 'keyboard', 'touchZoom', 'boxZoom']) map[name]?.disable();
map.getContainer().removeAttribute('tabindex');
groundLayer(setup, { theme: 'light', lang }).addTo(map);
part('print').hidden = false;
part('print').addEventListener('click', () => window.print());

draw();

async function draw() {
  const response = await fetch(`/planner/${plan.uuid}/sheet.json`);
  const told = await response.json();
  // Vectors, so that lines are sharp on paper.
  const grids = L.geoJSON(told, {
    renderer: L.svg({ padding: 0 }), interactive: false, smoothFactor: 0,
    style: ({ properties: { word, new: fresh } }) => ({ color: '#16202e', weight: fresh ? 2.4 : 1, fillColor: FILLS[word], fillOpacity: 0.62 }),
  }).addTo(map);
  const bounds = grids.getBounds();
  map.fitBounds(bounds, { padding: [10, 10], animate: false });
  const middle = bounds.getCenter();
  const number = roundScale(map.getZoom(), middle.lat);
  map.setView(middle, zoomForScale(number, middle.lat), { animate: false });
  if (told.features.length <= MOST_NAMES) nameGrids(grids);
  part('scale-number').textContent = scaleText(number);
  bar(barLength(number, BAR_MM));
  document.body.dataset.ready = 'true';
}

/** New grids first; a name that would stand on another is left out. */
function nameGrids(grids) {
  const taken = [];
  const layers = grids.getLayers().filter(({ feature }) => feature.properties.code);
  layers.sort((one, other) => Number(other.feature.properties.new) - Number(one.feature.properties.new)).forEach((layer) => {
    const place = layer.getBounds().getCenter();
    const { x, y } = map.latLngToContainerPoint(place);
    if (taken.some((other) => Math.abs(other.x - x) < NAME_PX[0] && Math.abs(other.y - y) < NAME_PX[1])) return;
    taken.push({ x, y });
    const label = element('span', {}, layer.feature.properties.code.slice(-3));
    L.marker(place, { interactive: false, keyboard: false, icon: L.divIcon({ html: label, className: 'plan-sheet-name', iconSize: null }) }).addTo(map);
  });
}

/** A bar of two halves, dark and light, with its ends in words. */
function bar({ metres, millimetres }) {
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
    svg('rect', { x: 0, y: 1, width: half, height: 2, fill: 'currentColor', stroke: 'currentColor', 'stroke-width': 0.3 }),
    svg('rect', { x: half, y: 1, width: half, height: 2, fill: '#fff', stroke: 'currentColor', 'stroke-width': 0.3 }),
    text(0, '0'), text(half, lengthText(metres / 2)), text(millimetres, lengthText(metres)));
}
