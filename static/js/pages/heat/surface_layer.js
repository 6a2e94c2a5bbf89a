/** The smooth heat of the server as bands on a canvas; Global: L. */

export const HEAT_OPACITY = 0.78;

/** A layer with show(GeoJSON of bands); legend: that of the layer events_heat. */
export function surfaceLayer({ pane, legend, theme }) {
  const bands = L.geoJSON(null, {
    pane, interactive: false, renderer: L.canvas({ pane, padding: 0.2 }),
    style: ({ properties }) => ({ stroke: false, fillColor: legend.items[properties.band].swatch[theme], fillOpacity: HEAT_OPACITY }),
  });
  return Object.assign(bands, {
    show(found) {
      bands.clearLayers();
      bands.addData(found);
    },
  });
}
