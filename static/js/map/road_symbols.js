/** Roads at their true width: casings first, then surfaces, then names along the lines. */
import { metresPerPixel } from '../lib/projection.js';
import { rule } from './symbols.js';

const ORDER = ['path', 'lane', 'local', 'secondary', 'arterial', 'expressway'];
const FLOOR_PX = { path: 0.6, lane: 0.5, local: 0.7, secondary: 1.1, arterial: 1.6, expressway: 2 };
const NAMED = new Set(['local', 'secondary', 'arterial', 'expressway']);

const width = (z, f) => Math.max(FLOOR_PX[f.props.road_class] ?? 1, f.props.width_m / metresPerPixel(z));

const ofClass = (name) => (z, f) => f.props.road_class === name;

/** Casing and surface rules in class order, rail last. */
export function roadRules(kit) {
  const casings = ORDER.map((name) => ({
    ...rule('roads', line(kit.theme.casing, (z, f) => width(z, f) + 1.6), ofClass(name)), minzoom: 14,
  }));
  const surfaces = ORDER.map((name) => rule('roads', line(kit.swatch(name), width), ofClass(name)));
  const rail = new protomapsL.LineSymbolizer({
    color: kit.swatch('rail'), width: 1.4, dash: [6, 4], dashColor: kit.swatch('rail'), dashWidth: 1.4, opacity: 1,
  });
  return [...casings, ...surfaces, rule('roads', rail, ofClass('rail'))];
}

/** Main roads as thin light lines, for above a heat or fills. */
export function thinMainRoads(kit) {
  const thin = (width) => new protomapsL.LineSymbolizer({ color: kit.theme.text, width: width * kit.weight, opacity: 0.3, lineCap: 'round', lineJoin: 'round' });
  return [
    rule('roads', thin(1), ofClass('arterial')),
    rule('roads', thin(1.6), ofClass('expressway')),
  ];
}

/** Names of the larger streets from close by. */
export function roadNames(kit) {
  const symbolizer = new protomapsL.LineLabelSymbolizer({
    labelProps: ['name'], fontFamily: kit.font, fontSize: kit.px(12), fontWeight: 400,
    fill: kit.theme.muted, stroke: kit.theme.halo, width: 3 * kit.scale, repeatDistance: 600,
  });
  const named = (z, f) => NAMED.has(f.props.road_class) && Boolean(f.props.name);
  return [{ ...rule('roads', symbolizer, named), minzoom: 15 + kit.shift }];
}

function line(color, lineWidth) {
  return new protomapsL.LineSymbolizer({
    color, width: lineWidth, lineCap: 'round', lineJoin: 'round', opacity: 1, perFeature: true,
  });
}
