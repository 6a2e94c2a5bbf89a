/** From which zoom of the map a layer's tiles are drawn; no DOM. */

// Tiles of one zoom above are drawn at twice their size (map/vector_layer.js).
const LEVEL_DIFF = 1;

/** The lowest whole zoom of the map at which a layer shows; description is its TileJSON. */
export function visibleFrom({ minzoom, name }) {
  return name === 'events_heat' ? 0 : minzoom + LEVEL_DIFF;
}
