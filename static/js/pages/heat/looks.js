/** How classes look on the map and in legends: the heat ramp of the server's legend, and the ramp of changes. */
import { CHANGE_CLASSES, CHANGE_COLOURS, HATCHED } from '../../lib/heat_change.js';
import { svg } from '../../lib/dom.js';
import { patternTile } from '../../map/grid_type_symbols.js';
import { tooFewLook } from '../../map/heat_surface.js';

const DRAWN = { diagonal: 'M0 20 20 0M10 20 30 0M-10 20 10 0M20 20 40 0', dots: 'M6 6h.01M16 6h.01M26 6h.01M11 14h.01M21 14h.01' };
const STRENGTH = { diagonal: 0.55, dots: 0.4 };

/** Looks of the heat classes '0'…'4' and of too few. */
export function heatLooks(legend, theme) {
  const classes = legend.items.map((item) => [item.key, { colour: item.swatch[theme] }]);
  return Object.fromEntries([...classes, ['too_few', tooFewLook(theme)]]);
}

/** Looks of the classes of changes. */
export function changeLooks(theme) {
  return Object.fromEntries(CHANGE_CLASSES.map((key) => {
    const colour = CHANGE_COLOURS[theme][key];
    return [key, HATCHED[key] ? { colour, pattern: HATCHED[key], tile: patternTile(HATCHED[key], colour, STRENGTH[HATCHED[key]]) } : { colour }];
  }));
}

/** A swatch of a look for a legend, at the opacity of the map. */
export function swatchOf({ colour, pattern }, opacity) {
  const box = { x: 0.5, y: 0.5, width: 29, height: 19 };
  const strokes = pattern ? [svg('path', { d: DRAWN[pattern], stroke: colour, 'stroke-width': pattern === 'dots' ? 2.4 : 1.6, 'stroke-linecap': 'round' })] : [];
  return svg('svg', { class: 'heat-swatch', viewBox: '0 0 30 20', 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { ...box, fill: pattern ? 'none' : colour, 'fill-opacity': opacity, stroke: 'currentColor', 'stroke-opacity': 0.4 }), ...strokes);
}
