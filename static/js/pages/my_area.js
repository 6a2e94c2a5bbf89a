/** My grid: sends the device's place, or one tapped on the map, as a form, so that it stands in no address. */
import { addBasemap } from '../map/basemap.js';
import grids from '../map/layers/grids.js';
import { createMap, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';
import { loadMapScripts } from './load_map.js';
import { enableLocating } from './locate.js';

const words = JSON.parse(document.getElementById('words').textContent);
const DECIMALS = 4;

enableLocating(words, ({ coords }) => send(coords.longitude, coords.latitude));
document.querySelector('[data-tap]').addEventListener('click', showMap);

function send(lon, lat) {
  const form = document.getElementById('place');
  form.elements.lon.value = lon.toFixed(DECIMALS);
  form.elements.lat.value = lat.toFixed(DECIMALS);
  form.submit();
}

/** The map to tap on, loaded only when asked for. */
async function showMap({ currentTarget }) {
  currentTarget.disabled = true;
  const box = document.getElementById('map');
  box.closest('[hidden]').hidden = false;
  await loadMapScripts(box);
  const setup = readSetup();
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const map = createMap(box, setup, settings);
  addBasemap(map, setup, settings);
  vectorLayer([grids], setup, { ...settings, pane: 'borders' }).addTo(map);
  map.on('click', ({ latlng }) => send(latlng.lng, latlng.lat));
}
