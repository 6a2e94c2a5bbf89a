/** A place for the as-of query: a click on the map, or Enter at its middle; the place goes into the form, never into an address. Global: L. */
import communities from '../map/layers/communities.js';
import grids from '../map/layers/grids.js';
import subdistricts from '../map/layers/subdistricts.js';
import { borderLayer, groundLayer } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';

const DIGITS = 7;
const setup = readSetup();
const form = document.querySelector('[data-part="form"]');
const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
const map = createMap(document.querySelector('[data-part="map"]'), setup, { theme: 'light', scaleAt: 'bottomright', zoomControl: true });
groundLayer(setup, settings).addTo(map);
borderLayer([grids, communities, subdistricts], setup, settings).addTo(map);
vectorLayer([communities], setup, { ...settings, pane: 'labels', paint: false }).addTo(map);

const { lon, lat } = form.elements;
if (lon.value && lat.value) {
  const place = [Number(lat.value), Number(lon.value)];
  L.circleMarker(place, { radius: 9, weight: 4, color: '#0b62b0', fillColor: '#fff', fillOpacity: 1, interactive: false }).addTo(map);
  map.setView(place, 16, { animate: false });
}
form.elements.q.addEventListener('input', () => {
  lon.value = '';
  lat.value = '';
});
map.on('click', ({ latlng }) => ask(latlng));
map.getContainer().addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target === map.getContainer()) ask(map.getCenter());
});

function ask({ lng, lat: north }) {
  lon.value = lng.toFixed(DIGITS);
  lat.value = north.toFixed(DIGITS);
  form.elements.q.value = '';
  form.requestSubmit();
}
