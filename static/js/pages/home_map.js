/** The map beside the list: pins numbered as in the list, the resident's place, one selected point. */
import { element } from '../lib/dom.js';
import { withPlace } from '../lib/place_address.js';
import subdistricts from '../map/layers/subdistricts.js';
import { addPins } from './home_pins.js';
import { openSheet, wireSheet } from './home_sheet.js';
import { publicMap } from './public_map.js';

const NEAREST_SHOWN = 8;
const CLOSEST_ZOOM = 16.5;

/** Resolves to the map once it is on the page. */
export async function showMap(data) {
  const map = await publicMap(document.getElementById('map'), [subdistricts], { labels: false });
  frameToPins(map, data);
  if (data.origin) addMe(map, data);
  const pins = addPins(map, data.pins, (pin) => select(pin, pins));
  wireCards(pins);
  wireSheet(() => pins.select(''));
  map.on('click', ({ latlng }) => offerPlace(map, latlng, data.words));
  return map;
}

/** The nearest points and the resident, or all pins of the page. */
function frameToPins(map, { pins, origin }) {
  const shown = (origin ? pins.slice(0, NEAREST_SHOWN) : pins).map((pin) => [pin.lat, pin.lon]);
  if (origin) shown.push([origin.lat, origin.lon]);
  if (shown.length) map.fitBounds(shown, { padding: [60, 60], maxZoom: CLOSEST_ZOOM, animate: false });
}

function addMe(map, { origin, words }) {
  const icon = L.divIcon({ className: 'me-icon', html: element('div', { class: 'me' }), iconSize: [22, 22] });
  L.marker([origin.lat, origin.lon], { icon, pane: 'marks', title: words.me, alt: words.me, keyboard: false }).addTo(map);
}

/** Card and pin are one choice; on a phone the sheet says the same. */
function select(pin, pins) {
  pins.select(pin.uuid);
  for (const card of document.querySelectorAll('.card')) markCard(card, pin.uuid);
  document.querySelector(`.card[data-uuid="${pin.uuid}"]`)?.scrollIntoView({ block: 'nearest' });
  openSheet(pin);
}

function markCard(card, uuid) {
  card.classList.toggle('selected', card.dataset.uuid === uuid);
}

function wireCards(pins) {
  const cards = document.querySelectorAll('.card');
  const choose = (chosen) => {
    pins.select(chosen.dataset.uuid);
    for (const card of cards) markCard(card, chosen.dataset.uuid);
  };
  for (const card of cards) {
    card.addEventListener('click', () => choose(card));
    card.addEventListener('focusin', () => choose(card));
  }
}

/** A tap beside the pins offers to search from there. */
function offerPlace(map, latlng, words) {
  const search = withPlace(window.location.search, { lon: latlng.lng, lat: latlng.lat, from: 'map' });
  const link = element('a', { class: 'button', href: window.location.pathname + search }, words.from_here);
  L.popup({ closeButton: false, minWidth: 120 }).setLatLng(latlng).setContent(link).openOn(map);
}
