/** The mark of a legend line as a small drawing that looks like the map's. */
import { svg } from '../../lib/dom.js';

const SIDE = 20;
const OUTLINES = {
  businesses: 'dot', devices: 'rounded', resources: 'hexagon', party_branches: 'flag', service_points: 'square', alarms: 'diamond', warnings: 'arrow', places: 'dot',
};
const SHAPES = {
  dot: { tag: 'circle', cx: 10, cy: 10, r: 4.5 },
  square: { tag: 'rect', x: 5, y: 5, width: 10, height: 10 },
  rounded: { tag: 'rect', x: 3, y: 3, width: 14, height: 14, rx: 4 },
  hexagon: { tag: 'path', d: 'M10 1.5 17.4 5.7v8.6L10 18.5 2.6 14.3V5.7Z' },
  flag: { tag: 'path', d: 'M2.5 3h15l-3 7 3 7h-15Z' },
  diamond: { tag: 'path', d: 'M10 1 19 10 10 19 1 10Z' },
  arrow: { tag: 'path', d: 'M10 0 19 9h-3v9H4V9H1Z' },
};
const LATE = {
  on_time: { tag: 'circle', cx: 10, cy: 10, r: 5, fill: 'none' },
  due_soon: { tag: 'path', d: 'M10 4a6 6 0 1 0 .01 0M10 6v4l3 1.5', fill: 'none' },
  blue: { tag: 'circle', cx: 10, cy: 10, r: 6 },
  yellow: { tag: 'path', d: 'M10 2.5 17 15H3Z' },
  red: { tag: 'path', d: 'M7 3h6l4 4v6l-4 4H7l-4-4V7Z' },
};

/** An SVG for one item of a layer's legend. */
export function legendMark(layer, geometry, item, theme) {
  const colour = item.swatch[theme];
  return svg('svg', { viewBox: `0 0 ${SIDE} ${SIDE}`, class: 'legend-mark', 'aria-hidden': 'true', focusable: 'false' }, ...parts(layer, geometry, item, colour));
}

/** The disc that stands for several features far out, as a mark of a legend. */
export function countMark() {
  return svg('svg', { viewBox: `0 0 ${SIDE} ${SIDE}`, class: 'legend-mark legend-count', 'aria-hidden': 'true', focusable: 'false' },
    svg('circle', { cx: 10, cy: 10, r: 9, fill: 'currentColor' }), svg('text', { x: 10, y: 14, 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 700, class: 'legend-sign on-mark' }, 'n'));
}

function parts(layer, geometry, item, colour) {
  if (layer === 'events') return [shape(LATE[item.key] ?? LATE.on_time, colour)];
  if (item.swatch.shape === 'line') return [svg('path', { d: 'M1 10h18', stroke: colour, 'stroke-width': 3, 'stroke-dasharray': item.swatch.pattern === 'dashed' ? '5 3' : null })];
  if (layer in OUTLINES) return [shape(SHAPES[OUTLINES[layer]], colour), ...sign(layer, item)];
  if (item.key === 'too_few') return [svg('rect', { x: 1, y: 2, width: 18, height: 16, fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.35 }), svg('path', { d: 'M1 10 9 2M1 18 17 2M11 18l8-8', stroke: colour, 'stroke-width': 1.6 })];
  const letter = sign(layer, item, 'on-fill', colour);
  const rim = letter.length > 0 ? { 'fill-opacity': 0.18, stroke: colour } : { stroke: 'currentColor', 'stroke-opacity': 0.35 };
  return [svg('rect', { x: 1, y: 2, width: 18, height: 16, fill: colour, ...rim }), ...letter];
}

function shape({ tag, fill, ...attributes }, colour) {
  return svg(tag, { ...attributes, fill: fill ?? colour, stroke: fill === 'none' ? 'currentColor' : colour, 'stroke-width': fill === 'none' ? 1.6 : 0 });
}

function sign(layer, item, name = 'on-mark', colour = null) {
  const letter = document.documentElement.lang.startsWith('en') ? item.swatch.letter_en : item.swatch.letter;
  if (!letter || layer === 'service_points' || layer === 'businesses') return [];
  return [svg('text', { x: 10, y: 14, 'text-anchor': 'middle', 'font-size': 12, 'font-weight': 700, class: `legend-sign ${name}`, fill: colour }, letter)];
}
