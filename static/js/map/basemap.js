/** The ground of every map: land cover, water, buildings, roads, and the names above everything. */
import buildings from './layers/buildings.js';
import landcover from './layers/landcover.js';
import places from './layers/places.js';
import roads from './layers/roads.js';
import water from './layers/water.js';
import { thinMainRoads } from './road_symbols.js';
import { vectorLayer } from './vector_layer.js';

/** Adds ground and names to a map; returns both layers. */
export function addBasemap(map, setup, settings, labelled = []) {
  const ground = groundLayer(setup, settings).addTo(map);
  const names = nameLayer(labelled, setup, settings).addTo(map);
  return { ground, names };
}

/** Land cover, water, buildings and roads. */
export function groundLayer(setup, settings) {
  return vectorLayer([landcover, water, buildings, roads], setup, { ...settings, pane: 'base', labels: false });
}

/**
 * Names. labelled: area layers whose labels stand on the map too, most important first; one layer for all names,
 * so that they keep clear of each other.
 */
export function nameLayer(labelled, setup, settings) {
  return vectorLayer([...labelled, places, roads], setup, { ...settings, pane: 'labels', paint: false });
}

/**
 * Borders, and below them water and main roads once more, so that places stay recognisable under heat and fills:
 * one layer, since every layer of canvases costs frames while the map moves.
 */
export function borderLayer(bordered, setup, settings) {
  const thin = { name: 'roads', paint: thinMainRoads };
  return vectorLayer([water, thin, ...bordered], setup, { ...settings, pane: 'borders', labels: false });
}
