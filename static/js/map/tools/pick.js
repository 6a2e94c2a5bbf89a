/** What lies at a place of the map, read from the tiles that are drawn. */

const BRUSH_PX = 14;
// What is smaller is meant sooner: marks, then houses, then areas from the grid up.
const WIDE = ['buildings', 'grids', 'grid_types', 'communities', 'subdistricts', 'districts'];

/**
 * The features at a place, marks first and then the smallest area, each once: [{layer, id, properties}]. stack.drawn() gives the canvas layers;
 * id is the uuid where the tiles carry one, else the feature's number. What stands for several, far out, has their count.
 */
export function featuresAt(stack, { lng, lat }, brush = BRUSH_PX) {
  const found = new Map();
  for (const [layer, canvas] of stack.drawn()) {
    if (!canvas._map) continue;
    // Several layers may come in one tile: what a feature belongs to is told by its layer, not by its source.
    const there = [...canvas.views.values()].flatMap((view) => view.queryFeatures(lng, lat, canvas._map.getZoom(), brush));
    for (const { feature, layerName } of there) {
      const counted = layerName === `${layer}_counts` && !WIDE.includes(layer);
      const id = feature.props.uuid ?? feature.id;
      if ((layerName !== layer && !counted) || id === undefined || id === null) continue;
      found.set(`${layer}/${id}`, { layer, id: String(id), properties: feature.props, ...(counted ? { count: feature.props.count } : {}) });
    }
  }
  return [...found.values()].sort((a, b) => WIDE.indexOf(a.layer) - WIDE.indexOf(b.layer));
}
