/** The smooth event heat, read when it is shown and when events change. */
import { paced } from '../../lib/paced.js';
import { tileAddress } from '../../lib/projection.js';
import { heatFigures, heatSurface } from '../heat_surface.js';

const SPACING_MS = 2000;

/** A layer that asks for the bands when it is added and when events change; onFigures({unit, breaks, bandwidth_m, few, …} or null). */
export function heatLayer(map, description, { pane, theme, query, live, onFigures }) {
  const bands = heatSurface({ pane, legend: description.legend, theme });
  const read = paced(async () => {
    const response = await fetch(tileAddress('/layers/events_heat/surface.geojson', query, 0, 0, 0)).catch(() => null);
    if (!bands._map) return;
    if (!response?.ok) return void onFigures(null);
    const found = await response.json();
    bands.show(found);
    onFigures(heatFigures(found));
  }, SPACING_MS);
  let stop = null;
  bands.on('add', () => {
    read();
    stop = live?.listen((kinds) => { if (kinds.has('events')) read(); });
  });
  bands.on('remove', () => stop?.());
  return bands;
}
