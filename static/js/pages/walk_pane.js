/** The pane of everything about walking: over the borders, under names and pins. */

const OVER_BORDERS = 400;

/** The name of the pane, which the map has from now on. */
export function walkPane(map) {
  if (!map.getPane('walk')) {
    const pane = map.createPane('walk');
    pane.style.zIndex = OVER_BORDERS;
    pane.style.pointerEvents = 'none';
  }
  return 'walk';
}
