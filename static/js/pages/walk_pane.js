/** The panes of everything about walking: over the borders, under names and pins; a way over the veil around the ground. */

const HEIGHTS = { reach: 400, way: 410 };

/** The name of a pane (reach, way), which the map has from now on. */
export function walkPane(map, name) {
  if (!map.getPane(name)) {
    const pane = map.createPane(name);
    pane.style.zIndex = HEIGHTS[name];
    pane.style.pointerEvents = 'none';
  }
  return name;
}
