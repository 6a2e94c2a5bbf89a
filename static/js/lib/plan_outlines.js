/** Borders of grids out of the outlines of their blocks: an edge that two blocks of one grid share is no border. */

/**
 * The edges between grids. blocks: [{key, rings: [[lon, lat]…][]}]; neighbours share their corners exactly.
 * Returns [{from, to, keys}]: keys are the two grids, or one where the edge is the community's own border.
 */
export function gridEdges(blocks) {
  const edges = new Map();
  for (const { key, rings } of blocks) {
    for (const ring of rings) {
      for (let place = 1; place < ring.length; place += 1) note(edges, ring[place - 1], ring[place], key);
    }
  }
  return [...edges.values()].filter(({ keys }) => keys.length === 1 || keys[0] !== keys[1]);
}

function note(edges, from, to, key) {
  const ends = [from.join(), to.join()];
  const name = ends[0] < ends[1] ? ends.join(' ') : ends.reverse().join(' ');
  const known = edges.get(name);
  if (known) known.keys.push(key);
  else edges.set(name, { from, to, keys: [key] });
}

/** Where the name of a grid goes: in the block nearest to the middle of all its blocks. blocks: [{place: [lon, lat], households}]. */
export function labelPlace(blocks) {
  const mean = [0, 1].map((axis) => blocks.reduce((sum, { place }) => sum + place[axis], 0) / blocks.length);
  const away = ({ place }) => (place[0] - mean[0]) ** 2 + (place[1] - mean[1]) ** 2;
  return blocks.reduce((best, one) => (away(one) < away(best) ? one : best)).place;
}

/** The middle of a ring's box, good enough to hold a label of a small block. */
export function ringMiddle(ring) {
  const span = (axis) => ring.reduce(([low, high], corner) => [Math.min(low, corner[axis]), Math.max(high, corner[axis])], [Infinity, -Infinity]);
  return [0, 1].map((axis) => span(axis).reduce((sum, end) => sum + end / 2, 0));
}
