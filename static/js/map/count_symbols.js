/** How many of something a cell holds, far out: a disc with its number, or a square as large as there are many. */

const SMALLEST = 9;
const LARGEST = 15;

/** The radius of a disc for a count, CSS pixels. */
export function countRadius(count) {
  return Math.min(LARGEST, SMALLEST + 2.5 * Math.log10(Math.max(1, count)));
}

/** A count in at most four signs: 999, 1.2k, 12k. */
export function countText(count) {
  if (count < 1000) return String(count);
  return count < 10_000 ? `${(Math.floor(count / 100) / 10).toFixed(1)}k` : `${Math.floor(count / 1000)}k`;
}

/** One rule that draws the counts of a layer, which are an MVT layer of their own in its tiles. */
export function countMarks(layer, kit) {
  const draw = (ctx, geom, z, f) => {
    const { x, y } = geom[0][0];
    const size = kit.scale * kit.stretch();
    const radius = countRadius(f.props.count) * size;
    ctx.globalAlpha = 0.92;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = kit.theme.muted;
    ctx.fill();
    ctx.lineWidth = 1.5 * size;
    ctx.strokeStyle = kit.theme.ground;
    ctx.stroke();
    ctx.globalAlpha = 1;
    ctx.fillStyle = kit.theme.ground;
    ctx.font = `700 ${11 * size}px ${kit.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(countText(f.props.count), x, y + 0.5);
  };
  return [{ dataSource: layer, dataLayer: `${layer}_counts`, symbolizer: { before: () => {}, draw } }];
}

// A cell as full as an old town block is drawn at this share of its side.
const FULLEST = 0.72;
const BUILDINGS_OF_A_FULL_CELL = 60;

/** The side of the square that stands for a count in a cell, as a share of the cell's side: areas compare as counts do. */
export function countSide(count) {
  return FULLEST * Math.sqrt(Math.min(1, count / BUILDINGS_OF_A_FULL_CELL));
}

/** One rule that draws the counts of a layer as a quiet pattern of squares, for the ground of a map. */
export function countPattern(layer, colour) {
  const draw = (ctx, geom, z, f) => {
    const [west, east] = [0, 2].map((corner) => geom[0][corner].x);
    const [north, south] = [0, 2].map((corner) => geom[0][corner].y);
    const side = Math.abs(east - west) * countSide(f.props.count);
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = colour;
    ctx.fillRect((west + east - side) / 2, (north + south - side) / 2, side, side);
    ctx.globalAlpha = 1;
  };
  return [{ dataSource: layer, dataLayer: `${layer}_counts`, symbolizer: { before: () => {}, draw } }];
}
