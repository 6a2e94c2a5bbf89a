/** Places as small marks: an outline of its own for each layer, a sign inside for the kind once there is room. */
import { rule } from './symbols.js';

const SIGN_ZOOM = 15;
const SMALL = 5;
const LARGE = 10;

const OUTLINES = {
  dot: (ctx, r) => { ctx.arc(0, 0, r * 0.7, 0, 2 * Math.PI); },
  hexagon: (ctx, r) => corners(ctx, 6, r * 1.12, -Math.PI / 2),
  rounded: (ctx, r) => ctx.roundRect(-r * 0.9, -r * 0.9, r * 1.8, r * 1.8, r * 0.45),
  flag: (ctx, r) => points(ctx, [[-1, -1], [1.15, -1], [0.8, 0], [1.15, 1], [-1, 1]], r * 0.92),
};

/** One rule that draws every feature of a layer; options: outline, hollow(props) for marks that are not filled. */
export function signMarks(dataLayer, kit, { outline, hollow = () => false }) {
  const signs = new Map(kit.items.map((item) => [item.key, kit.lang === 'en' ? item.swatch.letter_en : item.swatch.letter]));
  const draw = (ctx, geom, z, f) => {
    const { x, y } = geom[0][0];
    const signed = z + kit.shift >= SIGN_ZOOM && signs.get(f.props.kind);
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(kit.scale * kit.stretch(), kit.scale * kit.stretch());
    mark(ctx, kit, { outline, colour: kit.swatch(f.props.kind), hollow: hollow(f.props), sign: signed ? signs.get(f.props.kind) : '' });
    ctx.restore();
  };
  return [rule(dataLayer, { before: () => {}, draw })];
}

function mark(ctx, kit, { outline, colour, hollow, sign }) {
  ctx.globalAlpha = 1;
  ctx.beginPath();
  OUTLINES[outline](ctx, sign ? LARGE : SMALL);
  ctx.closePath();
  ctx.lineWidth = hollow ? 5 : 3;
  ctx.strokeStyle = kit.theme.ground;
  ctx.stroke();
  ctx.fillStyle = hollow ? kit.theme.ground : colour;
  ctx.fill();
  if (hollow) {
    ctx.lineWidth = 2;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
  if (!sign) return;
  ctx.fillStyle = hollow ? colour : kit.theme.ground;
  ctx.font = `700 12px ${kit.font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(sign, 0, 0.5);
}

function corners(ctx, count, radius, turn) {
  points(ctx, Array.from({ length: count }, (_, n) => [
    Math.cos(turn + n * 2 * Math.PI / count), Math.sin(turn + n * 2 * Math.PI / count),
  ]), radius);
}

function points(ctx, places, scale) {
  for (const [x, y] of places) ctx.lineTo(x * scale, y * scale);
}
