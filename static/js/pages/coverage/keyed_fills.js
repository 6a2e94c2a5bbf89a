/** Features of a tile layer filled by a key each: buildings by their minutes, areas by their access. Globals: L, protomapsL. */
import { rule } from '../../map/symbols.js';
import { drawAnew, vectorLayer } from '../../map/vector_layer.js';

/**
 * A canvas layer; show(lookup: feature → key or undefined) fills anew. name: the layer of the tiles; looks: key → {colour} or {tile}.
 */
export function keyedFills(name, looks, setup, settings, opacity) {
  let keyOf = () => undefined;
  const of = (key) => (z, f) => keyOf(f) === key;
  const paint = () => Object.entries(looks).map(([key, { colour, tile }]) => rule(name, new protomapsL.PolygonSymbolizer(
    tile ? { pattern: tile, opacity: 1 } : { fill: colour, opacity }), of(key)));
  const layer = vectorLayer([{ name, paint }], setup, { ...settings, pane: 'heat', labels: false });
  return Object.assign(layer, {
    show(next) {
      keyOf = next;
      if (layer._map) drawAnew(layer);
    },
  });
}
