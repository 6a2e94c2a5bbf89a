/** The map beside the unlocated list: numbered candidates with how far off they may be, and the place to be saved. */
import { element } from '../lib/dom.js';
import { addBasemap } from '../map/basemap.js';
import communities from '../map/layers/communities.js';
import subdistricts from '../map/layers/subdistricts.js';
import { createMap, frame, readSetup } from '../map/map.js';
import { THEMES } from '../map/theme.js';
import { vectorLayer } from '../map/vector_layer.js';

const CLOSE_ZOOM = 17;
const PADDING = [48, 48];
const NUMBER = 30;
const HANDLE = 36;

/** A map in an element; use({lon, lat}) is told where it was clicked or where the marker was dragged to. */
export function createPlaceMap(box, use) {
  const setup = readSetup();
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const map = createMap(box, setup, { ...settings, scaleAt: 'bottomleft' });
  addBasemap(map, setup, settings, [subdistricts]);
  vectorLayer([communities, subdistricts], setup, { ...settings, pane: 'borders', labels: false }).addTo(map);
  const state = { map, setup, use, data: { choices: [] }, group: L.layerGroup().addTo(map), handle: null, marks: new Map() };
  map.on('click', ({ latlng }) => state.data.may_place && use(spotOf(latlng)));
  return {
    show: (data, key, own) => show(state, data, key, own),
    choose: (key, own) => choose(state, key, own, true),
  };
}

function show(state, data, key, own) {
  state.data = data;
  state.group.clearLayers();
  state.handle = null;
  state.marks = new Map(data.choices.map((one) => [one.key, addChoice(state, one)]));
  look(state, key === 'own' ? own : null);
  choose(state, key, own, false);
}

/** Frames the own place, with the district where it lies outside; else all candidates with their circles. */
function look({ map, data, setup }, own) {
  const district = setup.bounds && L.latLngBounds([setup.bounds[1], setup.bounds[0]], [setup.bounds[3], setup.bounds[2]]);
  if (own && district && !district.contains([own.lat, own.lon])) {
    map.fitBounds(district.extend([own.lat, own.lon]), { padding: PADDING, animate: false });
  } else if (own) {
    map.setView([own.lat, own.lon], Math.max(map.getZoom(), CLOSE_ZOOM), { animate: false });
  } else if (data.choices.length > 0) {
    const bounds = L.latLngBounds([]);
    for (const { lat, lon, uncertainty_m: radius } of data.choices) bounds.extend(L.latLng(lat, lon).toBounds(2 * Math.max(radius, 60)));
    map.fitBounds(bounds, { padding: PADDING, maxZoom: CLOSE_ZOOM, animate: false });
  } else {
    frame(map, setup.bounds);
  }
}

/** A number on its place and a circle about it. */
function addChoice({ group, use, data }, one) {
  const place = [one.lat, one.lon];
  const circle = L.circle(place, { radius: one.uncertainty_m, pane: 'borders', interactive: false, ...quiet() });
  const badge = element('span', { class: 'choice-mark' }, String(one.number));
  const marker = L.marker(place, {
    icon: L.divIcon({ className: 'choice-icon', html: badge, iconSize: [NUMBER, NUMBER] }),
    pane: 'marks', title: `${one.number} ${one.name}`, keyboard: false, bubblingMouseEvents: false, zIndexOffset: -100 * one.number,
  });
  marker.on('click', () => pick(one, use, data));
  if (one.uncertainty_m > 0) group.addLayer(circle);
  group.addLayer(marker);
  return { circle, badge, one };
}

/** A click on a number is a click on its line. */
function pick(one, use, data) {
  if (!data.may_place) return;
  document.querySelector(`.choices input[name=spot][value="${CSS.escape(one.key)}"]`)?.click();
}

function quiet() {
  return { color: THEMES.light.text, weight: 1.5, opacity: 0.55, dashArray: '5 5', fill: false };
}

function strong() {
  return { color: THEMES.light.accent, weight: 3, opacity: 1, dashArray: null, fill: true, fillColor: THEMES.light.accent, fillOpacity: 0.1 };
}

/** Marks a candidate as chosen, or sets the marker at the own place; the marker stands at what will be saved. */
function choose(state, key, own, move) {
  for (const [other, { circle, badge }] of state.marks) {
    circle.setStyle(quiet());
    if (other === key) circle.setStyle(strong());
    badge.classList.toggle('choice-mark-chosen', other === key);
  }
  const one = state.marks.get(key)?.one ?? (key === 'own' ? own : null);
  if (!state.data.may_place || !one) {
    state.handle?.remove();
    state.handle = null;
    return;
  }
  const place = L.latLng(one.lat, one.lon);
  state.handle ??= addHandle(state, place);
  state.handle.setLatLng(place);
  state.handle.getElement().querySelector('b').textContent = one.number ?? '';
  if (move) comeCloser(state.map, place, one.uncertainty_m);
}

/** A candidate is looked at closely; the own place only kept in sight, it is where somebody clicked. */
function comeCloser(map, place, radius) {
  if (radius !== undefined) map.fitBounds(place.toBounds(2 * Math.max(radius, 60)), { padding: PADDING, maxZoom: CLOSE_ZOOM, animate: false });
  else if (!map.getBounds().contains(place)) map.panTo(place);
}

function addHandle({ group, use, data }, place) {
  const pin = element('span', { class: 'place-pin' }, element('b'));
  const handle = L.marker(place, {
    icon: L.divIcon({ className: 'place-icon', html: pin, iconSize: [HANDLE, HANDLE], iconAnchor: [HANDLE / 2, HANDLE + 8] }),
    pane: 'alarms', draggable: true, autoPan: true, keyboard: false, title: data.words.handle,
  });
  handle.on('dragend', () => use(spotOf(handle.getLatLng())));
  group.addLayer(handle);
  return handle;
}

function spotOf({ lng, lat }) {
  return { lon: lng, lat };
}
