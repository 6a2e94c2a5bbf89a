/** One service point: the small still map with the ground and the way on foot, printing, sharing. */
import { element } from '../lib/dom.js';
import { addBasemap } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { keepPlace } from './asked.js';
import { loadMapScripts } from './load_map.js';
import { symbol } from './symbol.js';
import { addReach } from './walk_reach.js';
import { addWay } from './walk_way.js';

const ZOOM = 16;
const words = JSON.parse(document.getElementById('words').textContent);

keepPlace(() => {
  showButtons();
  shown.then((show) => show(data()));
}, () => {});
showButtons();
document.addEventListener('click', ({ target }) => {
  const share = target.closest?.('[data-share]');
  if (share) hand(share);
  else if (target.closest?.('[data-print]')) window.print();
});
const shown = startMap();
shown.then((show) => show(data()));

function data() {
  return JSON.parse(document.getElementById('map-data').textContent);
}

function showButtons() {
  for (const button of document.querySelectorAll('[data-print], [data-share]')) button.hidden = false;
}

/** Hands the link to the device's own ways to share, or copies it. */
async function hand(button) {
  const url = document.querySelector('.share-link').href;
  const status = document.querySelector('[data-share-status]');
  try {
    if (navigator.share) await navigator.share({ title: document.title, url });
    else {
      await navigator.clipboard.writeText(url);
      status.textContent = button.dataset.done;
    }
  } catch {
    status.textContent = ''; // the resident changed their mind, or the device does not let us: the link stands above
  }
}

/** Resolves to show(data), which draws the point of the page and, from a place, the way to it. */
async function startMap() {
  await loadMapScripts(document.getElementById('map'));
  return draw;
}

async function draw({ lon, lat, place, way }) {
  const box = document.getElementById('map');
  const setup = readSetup();
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const map = createMap(box, setup, { ...settings, zoomControl: false, scaleAt: 'bottomleft' });
  for (const gesture of ['dragging', 'touchZoom', 'doubleClickZoom', 'scrollWheelZoom', 'boxZoom', 'keyboard']) map[gesture].disable();
  box.tabIndex = -1;
  map.setView([lat, lon], ZOOM, { animate: false });
  addBasemap(map, setup, settings);
  const pin = element('div', { class: 'point-pin' }, symbol(box.dataset.symbols, `kind-${box.dataset.kind}`));
  const still = { pane: 'marks', interactive: false, keyboard: false };
  L.marker([lat, lon], { ...still, icon: L.divIcon({ className: 'pin-icon', html: pin, iconSize: [44, 44] }) }).addTo(map);
  if (place) drawWay(map, still, { place, way, lon, lat });
  const ground = await addReach(map).show({ lon, lat });
  if (ground) tellReach(map, ground, !place);
}

function drawWay(map, still, { place, way, lon, lat }) {
  const me = L.divIcon({ className: 'me-icon', html: element('div', { class: 'me' }), iconSize: [22, 22] });
  L.marker([place.lat, place.lon], { ...still, icon: me }).addTo(map);
  if (way) addWay(map, words).draw(way);
  const corners = (way ?? []).map(([x, y]) => [y, x]);
  map.fitBounds([[lat, lon], [place.lat, place.lon], ...corners], { padding: [40, 40], maxZoom: ZOOM + 1, animate: false });
}

/** How much ground is reached, in words; without a way to show the map shows all of it. */
function tellReach(map, { adult, elderly }, whole) {
  if (whole) map.fitBounds(L.geoJSON(adult.geometry).getBounds(), { padding: [12, 12], animate: false });
  const line = document.querySelector('[data-reach]');
  const km2 = (feature) => String(Math.round((feature?.properties.area_km2 ?? 0) * 100) / 100);
  line.textContent = line.dataset.words.replace('{adult}', km2(adult)).replace('{elderly}', km2(elderly));
  line.hidden = false;
}
