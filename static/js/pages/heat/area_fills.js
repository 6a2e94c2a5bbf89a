/** Areas filled by their value: the tiles of their borders, coloured as figures come in. Globals: L, protomapsL. */
import { rule } from '../../map/symbols.js';
import { drawAnew, vectorLayer } from '../../map/vector_layer.js';

const LAYERS = { grid: 'grids', community: 'communities', subdistrict: 'subdistricts' };
export const FILL_OPACITY = 0.72;

/** The layer of a level of areas. */
export function layerOf(level) {
  return LAYERS[level];
}

/**
 * A canvas layer of the areas of a level; show(Map uuid → key of a look) fills anew, at({lng, lat}) is {uuid, code, name} there.
 * looks: key → {colour} or {tile}.
 */
export function areaFills(level, looks, setup, settings) {
  const name = LAYERS[level];
  let keys = new Map();
  const of = (key) => (z, f) => keys.get(f.props.uuid) === key;
  const paint = () => Object.entries(looks).map(([key, { colour, tile }]) => rule(name, new protomapsL.PolygonSymbolizer(
    tile ? { pattern: tile, opacity: 1 } : { fill: colour, opacity: FILL_OPACITY }), of(key)));
  const layer = vectorLayer([{ name, paint }], setup, { ...settings, pane: 'heat', labels: false });
  return Object.assign(layer, {
    show(next) {
      keys = next;
      if (layer._map) drawAnew(layer);
    },
    at({ lng, lat }) {
      if (!layer._map) return null;
      const found = [...layer.views.values()].flatMap((view) => view.queryFeatures(lng, lat, layer._map.getZoom(), 1));
      const area = found.find(({ layerName }) => layerName === name)?.feature.props;
      return area ? { uuid: area.uuid, code: area.code, name: area.name } : null;
    },
  });
}
