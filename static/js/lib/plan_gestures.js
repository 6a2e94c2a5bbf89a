/** What drawn gestures mean on blocks: which a lasso holds, which border is near, which block a line crosses; no DOM. */

/** Whether a place lies inside rings ([[x, y]…][]; holes are rings too). */
export function within(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let one = 0, other = ring.length - 1; one < ring.length; other = one, one += 1) {
      const [xi, yi] = ring[one];
      const [xj, yj] = ring[other];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}

/** Points from one to another, no further apart than a step; the first is left out. A fast pointer skips what lies between. */
export function pointsTo([x1, y1], [x2, y2], step) {
  const count = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1) / step));
  return Array.from({ length: count }, (_, place) => [x1 + ((x2 - x1) * (place + 1)) / count, y1 + ((y2 - y1) * (place + 1)) / count]);
}

/** The numbers of the blocks whose middle a drawn ring holds. blocks: Map number → {place}. */
export function blocksInside(blocks, ring) {
  if (ring.length < 3) return [];
  return [...blocks].filter(([, { place }]) => within([ring], place[0], place[1])).map(([number]) => number);
}

/** The shared border nearest to a point: {keys, away}; null where none is as near as most. edges: [{from, to, keys}], all in pixels. */
export function nearestBorder(edges, point, most) {
  let best = null;
  for (const { from, to, keys } of edges) {
    if (keys.length !== 2) continue;
    const away = distance(point, from, to);
    if (away <= most && (!best || away < best.away)) best = { keys, away };
  }
  return best;
}

function distance([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = dx || dy ? Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy))) : 0;
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

const STEPS = 60;

/** The number of the block most of a line lies in; null where it lies in none. at(x, y): the number at a place. */
export function blockOfLine(line, at) {
  const found = new Map();
  for (let place = 1; place < line.length; place += 1) {
    const [[x1, y1], [x2, y2]] = [line[place - 1], line[place]];
    const length = Math.hypot(x2 - x1, y2 - y1);
    for (let step = 0; step < STEPS; step += 1) {
      const share = (step + 0.5) / STEPS;
      const number = at(x1 + share * (x2 - x1), y1 + share * (y2 - y1));
      if (number !== null) found.set(number, (found.get(number) ?? 0) + length / STEPS);
    }
  }
  return [...found].reduce((best, one) => (best && best[1] >= one[1] ? best : one), null)?.[0] ?? null;
}

/** A line across the short side of a block, through its middle. rings in degrees; the first is its outline. */
export function halvingLine([ring]) {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const flat = Math.cos((low * Math.PI) / 180);
  const [x, y] = [(left + right) / 2, (low + high) / 2];
  return (right - left) * flat >= high - low ? [[x, low], [x, high]] : [[left, y], [right, y]];
}
