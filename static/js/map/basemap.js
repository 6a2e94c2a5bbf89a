/** The ground of every map: land cover, water, buildings, roads, and the names above everything. */
import buildings from './layers/buildings.js';
import landcover from './layers/landcover.js';
import places from './layers/places.js';
import roads from './layers/roads.js';
import water from './layers/water.js';
import { vectorLayer } from './vector_layer.js';

/** Adds ground and names to a map; returns both layers. */
export function addBasemap(map, setup, settings) {
  const ground = vectorLayer([landcover, water, buildings, roads], setup, { ...settings, pane: 'base', labels: false });
  const names = vectorLayer([places, roads], setup, { ...settings, pane: 'labels', paint: false });
  ground.addTo(map);
  names.addTo(map);
  return { ground, names };
}
