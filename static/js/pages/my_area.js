/** My grid: sends the device's place, or one tapped on the map, as a form, so that it stands in no address. */
import { placeFields } from '../lib/place_address.js';
import grids from '../map/layers/grids.js';
import { enableLocating } from './locate.js';
import { publicMap } from './public_map.js';

const words = JSON.parse(document.getElementById('words').textContent);

enableLocating(words, send);
document.querySelector('[data-tap]').addEventListener('click', showMap);

function send({ lon, lat }) {
  const form = document.getElementById('place');
  form.elements.lon.value = lon;
  form.elements.lat.value = lat;
  form.submit();
}

/** The map to tap on, loaded only when asked for. */
async function showMap({ currentTarget }) {
  currentTarget.disabled = true;
  const box = document.getElementById('map');
  box.closest('[hidden]').hidden = false;
  const map = await publicMap(box, [grids]);
  map.on('click', ({ latlng }) => send(placeFields({ lon: latlng.lng, lat: latlng.lat })));
}
