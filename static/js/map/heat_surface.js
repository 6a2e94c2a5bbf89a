/** The smooth heat of the server: bands in the classes of the legend, lines in the highest, hatched where too few events make them; Global: L. */
import { bound } from '../lib/format.js';
import { patternTile } from './grid_type_symbols.js';
import { THEMES } from './theme.js';

export const HEAT_OPACITY = 0.78;
const HATCH_STRENGTH = 0.55;

/** How too few events look: {colour, pattern, tile}. */
export function tooFewLook(theme) {
  const colour = THEMES[theme].muted;
  return { colour, pattern: 'diagonal', tile: patternTile('diagonal', colour, HATCH_STRENGTH) };
}

/** A layer with show(GeoJSON of bands) on a canvas of the pane, its own unless given; legend: that of the layer events_heat. */
export function heatSurface({ pane, legend, theme, renderer = L.canvas({ pane, padding: 0.3 }) }) {
  const few = document.createElement('canvas').getContext('2d').createPattern(tooFewLook(theme).tile, 'repeat');
  // The other end of the ramp stands out from the highest class.
  const line = { color: legend.items[0].swatch[theme], weight: 1.25, opacity: 0.9, fill: false };
  const bands = L.geoJSON(null, {
    pane, interactive: false, renderer,
    style: ({ geometry, properties }) => (geometry.type.endsWith('LineString') ? line : { stroke: false, fillColor: legend.items[properties.band]?.swatch[theme] ?? few, fillOpacity: HEAT_OPACITY }),
  });
  return Object.assign(bands, {
    show(found) {
      bands.clearLayers();
      bands.addData(found);
      for (const shape of [found.too_few, found.lines]) if (shape) bands.addData(shape);
    },
  });
}

/** What a legend says of the lines in the highest class; null where there are none. */
export function linesAt({ lines = [] }, t) {
  return lines.length > 0 ? t('linesAt', { n: lines.map(bound).join(' · ') }) : null;
}

/** The figures of a surface for legends; few: how many events a hatched place lacks to be classed, null where none is hatched. */
export function heatFigures({ heat, too_few: hatched }) {
  return { ...heat, few: hatched ? heat.fewest : null };
}
