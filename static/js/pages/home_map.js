/** The map beside the list: pins numbered as in the list, the resident's place, what is walked to from it, one selected point. */
import { element } from '../lib/dom.js';
import { placeFields } from '../lib/place_address.js';
import subdistricts from '../map/layers/subdistricts.js';
import { addPins } from './home_pins.js';
import { closeSheet, openSheet, wireSheet } from './home_sheet.js';
import { publicMap } from './public_map.js';
import { addReach } from './walk_reach.js';
import { addWay } from './walk_way.js';

const NEAREST_SHOWN = 8;
const CLOSEST_ZOOM = 16.5;
const WIDE = window.matchMedia('(min-width: 900px)');

/** Resolves to {show(data), seen()} once the map is on the page; askFrom(place) is called for a place tapped on it. */
export async function showMap(data, askFrom) {
  const map = await publicMap(document.getElementById('map'), [subdistricts], { labels: false });
  const marks = L.layerGroup().addTo(map);
  const state = { map, marks, data, reach: addReach(map, data.words), way: addWay(map, data.words), pins: null, pace: 'adult', used: false };
  for (const sign of ['pointerdown', 'wheel', 'keydown']) map.getContainer().addEventListener(sign, () => { state.used = true; }, { passive: true });
  wireCards(state);
  wireSheet(() => unselect(state), (pace) => setPace(state, pace));
  map.on('click', ({ latlng }) => offerPlace(map, latlng, state.data.words, askFrom));
  show(state, data);
  return { show: (next) => show(state, next), seen: () => map.invalidateSize() };
}

/** Everything of one answer: pins, the place, the ground reached from it, and the way to the nearest point. */
function show(state, data) {
  const { map, marks } = state;
  Object.assign(state, { data, used: false });
  marks.clearLayers();
  map.closePopup();
  closeSheet();
  state.way.clear();
  state.pins?.remove();
  frameToPins(map, data);
  if (data.origin) addMe(marks, data);
  state.pins = addPins(map, data.pins, (pin) => select(state, pin));
  // Who has begun to use the map meanwhile keeps what they look at.
  state.reach.show(data.origin).then((found) => found && data === state.data && !state.used && frameToReach(map, data, found));
  // Where both are seen, the nearest point and the way there come with the list, as its first entry.
  if (data.origin && data.pins.length && WIDE.matches) choose(state, data.pins[0]);
}

/** The nearest points and the resident, or all pins of the page. */
function frameToPins(map, { pins, origin }) {
  const shown = (origin ? pins.slice(0, NEAREST_SHOWN) : pins).map((pin) => [pin.lat, pin.lon]);
  if (origin) shown.push([origin.lat, origin.lon]);
  if (shown.length) map.fitBounds(shown, { padding: [60, 60], maxZoom: CLOSEST_ZOOM, animate: false });
}

/** The ground reached on foot, with the nearest point even where that lies beyond it. */
function frameToReach(map, { pins, origin }, { adult }) {
  const box = L.geoJSON(adult.geometry).getBounds().extend([origin.lat, origin.lon]);
  if (pins.length) box.extend([pins[0].lat, pins[0].lon]);
  map.fitBounds(box, { padding: [24, 24], maxZoom: CLOSEST_ZOOM, animate: false });
}

function addMe(marks, { origin, words }) {
  const body = element('div', {}, element('div', { class: 'me' }), element('span', { class: 'me-label' }, words.me));
  const icon = L.divIcon({ className: 'me-icon', html: body, iconSize: [22, 22] });
  L.marker([origin.lat, origin.lon], { icon, pane: 'marks', title: words.me, alt: words.me, keyboard: false }).addTo(marks);
}

/** A pin was pressed: card and pin are one choice, and on a phone the sheet says the same. */
function select(state, pin) {
  choose(state, pin);
  document.querySelector(`.card[data-uuid="${pin.uuid}"]`)?.scrollIntoView({ block: 'nearest' });
  openSheet(pin, state.pace);
  showAboveSheet(state.map, pin);
}

/** Moves the map where the sheet would cover the pin. */
function showAboveSheet(map, pin) {
  const covered = WIDE.matches ? 0 : document.getElementById('sheet').offsetHeight;
  map.panInside([pin.lat, pin.lon], { paddingTopLeft: [40, 100], paddingBottomRight: [70, covered + 20], animate: false });
}

/** One point is the chosen one, in the list and on the map, with the way there. */
function choose(state, pin) {
  state.chosen = pin;
  state.pins.select(pin.uuid);
  for (const card of document.querySelectorAll('.card')) card.classList.toggle('selected', card.dataset.uuid === pin.uuid);
  state.way.show(state.data.origin, pin, state.pace);
}

function unselect(state) {
  state.chosen = null;
  state.pins.select('');
  state.way.clear();
}

/** The walk of an adult or of an elderly person, who may go another way round. */
function setPace(state, pace) {
  state.pace = pace;
  if (state.chosen) state.way.show(state.data.origin, state.chosen, pace);
}

function wireCards(state) {
  const chosen = ({ target }) => {
    const card = target.closest?.('.card');
    const pin = card && state.data.pins.find((one) => one.uuid === card.dataset.uuid);
    if (pin && pin !== state.chosen) choose(state, pin);
  };
  document.addEventListener('click', chosen);
  document.addEventListener('focusin', chosen);
}

/** A tap beside the pins offers to search from there. */
function offerPlace(map, latlng, words, askFrom) {
  const button = element('button', { class: 'button', type: 'button' }, words.from_here);
  button.addEventListener('click', () => askFrom(placeFields({ lon: latlng.lng, lat: latlng.lat, from: 'map' })));
  L.popup({ closeButton: false, minWidth: 120 }).setLatLng(latlng).setContent(button).openOn(map);
}
