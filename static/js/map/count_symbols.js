/** How many of something a cell holds, far out: a disc with its number, larger for more. */

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
