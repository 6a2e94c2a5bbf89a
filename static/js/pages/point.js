/** One service point: the small still map, printing, and reading aloud in elder mode. */
import { element } from '../lib/dom.js';
import { addBasemap } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { loadMapScripts } from './load_map.js';
import { symbol } from './symbol.js';

const ZOOM = 16;

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
for (const button of document.querySelectorAll('[data-share]')) {
  button.hidden = false;
  button.addEventListener('click', () => share(button));
}
showMap();

/** Hands the link to the device's own ways to share, or copies it. */
async function share(button) {
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

async function showMap() {
  const box = document.getElementById('map');
  const { lon, lat } = JSON.parse(document.getElementById('map-data').textContent);
  await loadMapScripts(box);
  const setup = readSetup();
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const map = createMap(box, setup, { ...settings, zoomControl: false, scaleAt: 'bottomleft' });
  for (const gesture of ['dragging', 'touchZoom', 'doubleClickZoom', 'scrollWheelZoom', 'boxZoom', 'keyboard']) map[gesture].disable();
  box.tabIndex = -1;
  map.setView([lat, lon], ZOOM, { animate: false });
  addBasemap(map, setup, settings);
  const pin = element('div', { class: 'point-pin' }, symbol(box.dataset.symbols, `kind-${box.dataset.kind}`));
  L.marker([lat, lon], { icon: L.divIcon({ className: 'pin-icon', html: pin, iconSize: [44, 44] }), pane: 'marks', interactive: false, keyboard: false }).addTo(map);
}
