/** The smooth heat of the server: bands in the classes of the legend, hatched where too few events make them; Global: L. */
import { patternTile } from './grid_type_symbols.js';
import { THEMES } from './theme.js';

export const HEAT_OPACITY = 0.78;
const HATCH_STRENGTH = 0.55;

/** How too few events look: {colour, pattern, tile}. */
export function tooFewLook(theme) {
  const colour = THEMES[theme].muted;
  return { colour, pattern: 'diagonal', tile: patternTile('diagonal', colour, HATCH_STRENGTH) };
}

/** A layer with show(GeoJSON of bands); legend: that of the layer events_heat. */
export function heatSurface({ pane, legend, theme }) {
  const few = document.createElement('canvas').getContext('2d').createPattern(tooFewLook(theme).tile, 'repeat');
  const bands = L.geoJSON(null, {
    pane, interactive: false, renderer: L.canvas({ pane, padding: 0.3 }),
    style: ({ properties }) => ({ stroke: false, fillColor: legend.items[properties.band]?.swatch[theme] ?? few, fillOpacity: HEAT_OPACITY }),
  });
  return Object.assign(bands, {
    show(found) {
      bands.clearLayers();
      bands.addData(found);
      if (found.too_few) bands.addData(found.too_few);
    },
  });
}

/** The figures of a surface for legends; few: how many events a hatched place lacks to be classed, null where none is hatched. */
export function heatFigures({ heat, too_few: hatched }) {
  return { ...heat, few: hatched ? heat.fewest : null };
}
