/** The smooth event heat as bands of the server; Global: L. */
import { paced } from '../../lib/paced.js';
import { tileAddress } from '../../lib/projection.js';

const OPACITY = 0.78;
const SPACING_MS = 2000;

/** A layer that asks for the bands when it is added and when events change; onFigures({unit, breaks, bandwidth_m, …} or null). */
export function heatLayer(map, description, { pane, theme, query, live, onFigures }) {
  const swatch = (band) => description.legend.items[band].swatch[theme];
  const bands = L.geoJSON(null, {
    pane, interactive: false, style: ({ properties }) => ({ stroke: false, fillColor: swatch(properties.band), fillOpacity: OPACITY }),
  });
  const read = paced(async () => {
    const response = await fetch(tileAddress('/layers/events_heat/surface.geojson', query, 0, 0, 0)).catch(() => null);
    if (!bands._map) return;
    if (!response?.ok) return void onFigures(null);
    const found = await response.json();
    bands.clearLayers();
    bands.addData(found);
    onFigures(found.heat);
  }, SPACING_MS);
  let stop = null;
  bands.on('add', () => {
    read();
    stop = live?.listen((kinds) => { if (kinds.has('events')) read(); });
  });
  bands.on('remove', () => stop?.());
  return bands;
}
