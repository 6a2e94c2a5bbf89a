/** The way the file is moved, as an arrow with metres on it; longer on the screen than on the ground where it is short. Global: L. */
import { element, svg } from '../lib/dom.js';

const SHORTEST_PX = 56;
const LONGEST_PX = 150;

/** An arrow from where the file lies to where it will lie; words: a text with {n} for metres. */
export function drawShift(map, { from, to, metres }, words) {
  let mark = null;
  const draw = () => {
    const [start, end] = [from, to].map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
    const length = start.distanceTo(end) || 1;
    const shown = Math.min(LONGEST_PX, Math.max(SHORTEST_PX, length));
    const unit = { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
    mark?.remove();
    mark = L.marker(map.containerPointToLatLng(end), { icon: icon(unit, shown, words.replace('{n}', metres)), interactive: false, keyboard: false }).addTo(map);
  };
  draw();
  map.on('zoomend moveend', draw);
}

/** The arrow ends at the middle of the icon. */
function icon(unit, length, text) {
  const size = 2 * length + 20;
  const middle = size / 2;
  const tail = { x: middle - unit.x * length, y: middle - unit.y * length };
  const angle = Math.atan2(unit.y, unit.x);
  const wing = (turn) => `${middle - 15 * Math.cos(angle + turn)},${middle - 15 * Math.sin(angle + turn)}`;
  const line = { x1: tail.x, y1: tail.y, x2: middle - unit.x * 10, y2: middle - unit.y * 10 };
  const label = svg('text', {
    x: (tail.x + middle) / 2 + 12, y: (tail.y + middle) / 2 + 16, 'paint-order': 'stroke',
    stroke: '#FFFFFF', 'stroke-width': 4, 'stroke-linejoin': 'round', fill: '#16202E', 'font-size': 15, 'font-weight': 700,
  }, text);
  const picture = svg(
    'svg', { width: size, height: size, viewBox: `0 0 ${size} ${size}`, overflow: 'visible', role: 'img', 'aria-label': text },
    svg('line', { ...line, stroke: '#FFFFFF', 'stroke-width': 7 }),
    svg('line', { ...line, stroke: '#16202E', 'stroke-width': 3 }),
    svg('polygon', { points: `${middle},${middle} ${wing(0.42)} ${wing(-0.42)}`, fill: '#16202E', stroke: '#FFFFFF', 'stroke-width': 1 }),
    label,
  );
  return L.divIcon({ className: '', html: element('div', {}, picture), iconSize: [size, size] });
}
