/** Maps of plain records: an outline to look at, or one point to set. Global: L (classic script). */
import { addBasemap } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { THEMES } from '../map/theme.js';

const POINT_ZOOM = 16;
const DECIMALS = 7;

for (const box of document.querySelectorAll('[data-record-map]')) start(box, readSetup());

function start(box, setup) {
  const map = createMap(box, setup, { theme: 'light' });
  addBasemap(map, setup, { theme: 'light', lang: 'zh' });
  if (box.dataset.field) editPoint(map, box);
  else if (box.dataset.geometry) showOutline(map, JSON.parse(box.dataset.geometry));
}

function showOutline(map, geometry) {
  const style = { color: THEMES.light.accent, weight: 3, fillOpacity: 0.15, interactive: false };
  map.fitBounds(L.geoJSON(geometry, { style }).addTo(map).getBounds(), { maxZoom: 17, padding: [20, 20] });
}

/** Map, marker and the two number fields set the point; the text field keeps it as GeoJSON. */
function editPoint(map, box) {
  const field = document.getElementById(box.dataset.field);
  const place = box.parentElement.querySelector('[data-place]');
  const [lon, lat] = [place.querySelector('[data-lon]'), place.querySelector('[data-lat]')];
  const marker = L.marker(map.getCenter(), { draggable: true, keyboard: false, icon: handle() });
  const show = (latlng) => {
    marker.setLatLng(latlng).addTo(map);
    lon.value = latlng.lng.toFixed(DECIMALS);
    lat.value = latlng.lat.toFixed(DECIMALS);
  };
  const store = (latlng) => {
    show(latlng);
    field.value = JSON.stringify({ type: 'Point', coordinates: [Number(lon.value), Number(lat.value)] });
  };
  const typed = () => {
    if (!lon.value || !lat.value) return;
    store(L.latLng(Number(lat.value), Number(lon.value)));
    map.panTo(marker.getLatLng());
  };
  map.on('click', ({ latlng }) => store(latlng));
  marker.on('dragend', () => store(marker.getLatLng()));
  for (const input of [lon, lat]) input.addEventListener('change', typed);
  if (field.value) {
    const [x, y] = JSON.parse(field.value).coordinates;
    show(L.latLng(y, x));
    map.setView([y, x], POINT_ZOOM);
  }
  place.hidden = false;
  field.hidden = true;
}

function handle() {
  const dot = document.createElement('span');
  dot.className = 'record-handle';
  return L.divIcon({ className: 'record-icon', html: dot, iconSize: [26, 26] });
}
