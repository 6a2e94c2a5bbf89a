/** The map other sites put into a frame: pins as in the list below it, a pressed pin marks its entry. */
import subdistricts from '../map/layers/subdistricts.js';
import { addPins } from './home_pins.js';
import { publicMap } from './public_map.js';

const CLOSEST_ZOOM = 16;

showMap(JSON.parse(document.getElementById('map-data').textContent));

async function showMap({ pins }) {
  const map = await publicMap(document.getElementById('map'), [subdistricts], { labels: false });
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
