/** Numbered pins; closed places are white with a grey ring. Names stand beside pins where there is room. */
import { element } from '../lib/dom.js';
import { roomFor } from '../lib/label_room.js';

const SIZE = 34;

/** Adds the pins; choose(pin) is called when one is pressed. Returns {select(uuid), remove()}. */
export function addPins(map, pins, choose) {
  const placed = pins.map((pin) => ({ pin, ...drawn(pin) }));
  for (const entry of placed) {
    entry.marker = L.marker([entry.pin.lat, entry.pin.lon], {
      icon: L.divIcon({ className: 'pin-icon', html: entry.body, iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE + 7] }),
      pane: 'marks', title: `${entry.pin.number} ${entry.pin.name}`, bubblingMouseEvents: false,
      zIndexOffset: inFront(entry.pin),
    }).addTo(map);
    entry.marker.on('click', () => choose(entry.pin));
    entry.marker.on('keypress', ({ originalEvent }) => originalEvent.key === 'Enter' && choose(entry.pin));
  }
  const declutter = () => makeRoom(map, placed);
  map.on('moveend zoomend resize', declutter);
  map.whenReady(declutter);
  const remove = () => {
    map.off('moveend zoomend resize', declutter);
    for (const { marker } of placed) marker.remove();
  };
  return { select: (uuid) => mark(map, placed, uuid), remove };
}

/** Nearer points lie over farther ones, whatever their place on the screen; the chosen one over all. */
function inFront(pin) {
  return -2000 * pin.number;
}

function drawn(pin) {
  const badge = element('div', { class: pin.is_open ? 'pin' : 'pin pin-closed' }, String(pin.number));
  const words = pin.is_open ? pin.name : `${pin.name}（${pin.state.word}）`;
  const label = element('span', { class: 'pin-label' }, words);
  return { badge, label, body: element('div', {}, badge, label) };
}

function mark(map, placed, uuid) {
  for (const { pin, badge, marker } of placed) {
    const chosen = pin.uuid === uuid;
    badge.classList.toggle('pin-selected', chosen);
    marker.setZIndexOffset(chosen ? 0 : inFront(pin));
    if (chosen && !map.getBounds().contains(marker.getLatLng())) map.panTo(marker.getLatLng());
  }
  makeRoom(map, placed);
}

/** Hides labels that would cover a pin or an earlier label. */
function makeRoom(map, placed) {
  for (const { label } of placed) label.hidden = false;
  const order = [...placed].sort((a, b) => isSelected(b) - isSelected(a) || a.pin.number - b.pin.number);
  const boxes = order.map(({ label }, pin) => ({ ...plain(label.getBoundingClientRect()), pin }));
  const fixed = [...order.map(({ badge }) => badge), ...map.getPane('marks').querySelectorAll('.me, .me-label')];
  const pins = fixed.map((node) => plain(node.getBoundingClientRect()));
  const room = roomFor(boxes, pins);
  order.forEach(({ label }, index) => { label.hidden = !room[index]; });
}

function isSelected({ badge }) {
  return Number(badge.classList.contains('pin-selected'));
}

function plain({ left, top, right, bottom }) {
  return { left, top, right, bottom };
}
