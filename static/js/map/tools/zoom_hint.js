/** From which zoom of the map a layer's tiles show its features; no DOM. */

// Tiles of one zoom above are drawn at twice their size (map/vector_layer.js).
const LEVEL_DIFF = 1;

/** The lowest whole zoom of the map at which a layer's own features show; description is its TileJSON. */
export function visibleFrom({ minzoom, name, vector_layers: parts = [] }) {
  if (name === 'events_heat') return 0;
  return (parts.find(({ id }) => id === name)?.minzoom ?? minzoom) + LEVEL_DIFF;
}

/** Whether a layer shows numbers of its features further out. */
export function isCounted({ name, vector_layers: parts = [] }) {
  return name !== 'events_heat' && parts.some(({ id }) => id === `${name}_counts`);
}
