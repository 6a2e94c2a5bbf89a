/** Heat cells in the classes of the fixed breaks, transparent below the first. */
import { classOf } from '../lib/classes.js';
import { rule } from './symbols.js';

const OPACITY = 0.78;

/** One fill rule; kit.breaks are the ascending lower bounds of the classes. */
export function heatCells(kit) {
  const symbolizer = new protomapsL.PolygonSymbolizer({
    fill: (z, f) => kit.swatch(String(classOf(f.props.density, kit.breaks))), opacity: OPACITY, perFeature: true,
  });
  return [rule('events_heat', symbolizer, (z, f) => classOf(f.props.density, kit.breaks) >= 0)];
}
