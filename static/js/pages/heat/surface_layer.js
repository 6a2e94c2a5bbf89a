/** The smooth heat of the server as bands on a canvas; Global: L. */

export const HEAT_OPACITY = 0.78;

/** A layer with show(GeoJSON of bands); legend: that of the layer events_heat; hatch: the tile for too few events, drawn where given. */
export function surfaceLayer({ pane, legend, theme, hatch }) {
  const few = hatch && document.createElement('canvas').getContext('2d').createPattern(hatch, 'repeat');
  const bands = L.geoJSON(null, {
    pane, interactive: false, renderer: L.canvas({ pane, padding: 0.2 }),
    style: ({ properties }) => ({ stroke: false, fillColor: legend.items[properties.band]?.swatch[theme] ?? few, fillOpacity: HEAT_OPACITY }),
  });
  return Object.assign(bands, {
    show(found) {
      bands.clearLayers();
      bands.addData(found);
      if (few && found.too_few) bands.addData(found.too_few);
    },
  });
}
