/** The ground of every map: land cover, water, buildings, roads, and the names above everything. */
import buildings from './layers/buildings.js';
import landcover from './layers/landcover.js';
import places from './layers/places.js';
import roads from './layers/roads.js';
import water from './layers/water.js';
import { vectorLayer } from './vector_layer.js';

/**
 * Adds ground and names to a map; returns both layers. labelled: area layers whose labels stand on the map too,
 * most important first; one layer for all names, so that they keep clear of each other.
 */
export function addBasemap(map, setup, settings, labelled = []) {
  const ground = vectorLayer([landcover, water, buildings, roads], setup, { ...settings, pane: 'base', labels: false });
  const names = vectorLayer([...labelled, places, roads], setup, { ...settings, pane: 'labels', paint: false });
  ground.addTo(map);
  names.addTo(map);
  return { ground, names };
}
