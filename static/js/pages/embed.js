/** The map other sites put into a frame: pins as in the list below it, a pressed pin marks its entry. */
import { addBasemap } from '../map/basemap.js';
import subdistricts from '../map/layers/subdistricts.js';
import { createMap, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';
import { addPins } from './home_pins.js';
import { loadMapScripts } from './load_map.js';

const CLOSEST_ZOOM = 16;

showMap(JSON.parse(document.getElementById('map-data').textContent));

async function showMap({ pins }) {
  const box = document.getElementById('map');
  await loadMapScripts(box);
  const setup = readSetup();
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const map = createMap(box, setup, settings);
  addBasemap(map, setup, settings);
  vectorLayer([subdistricts], setup, { ...settings, pane: 'borders', labels: false }).addTo(map);
  const places = pins.map((pin) => [pin.lat, pin.lon]);
  if (places.length) map.fitBounds(places, { padding: [40, 40], maxZoom: CLOSEST_ZOOM, animate: false });
  const drawn = addPins(map, pins, (pin) => {
    drawn.select(pin.uuid);
    for (const entry of document.querySelectorAll('.embed-list li')) mark(entry, pin.uuid);
  });
}

function mark(entry, uuid) {
  const chosen = entry.dataset.uuid === uuid;
  entry.classList.toggle('selected', chosen);
  if (chosen) entry.scrollIntoView({ block: 'nearest' });
}
