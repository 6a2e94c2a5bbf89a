/** Warnings: a broken square round what is about, and an arrow upwards, hollow once somebody took notice. */
import { rule } from './symbols.js';

export const WARNING_REACH = 14;
// A house-shaped arrow: no other mark of the map has this outline.
const ARROW = [[0, -13], [12, -1], [7, -1], [7, 11], [-7, 11], [-7, -1], [-12, -1]];
/** The outline of the mark as a path round the origin. */
export const ARROW_PATH = `M${ARROW.map((corner) => corner.join(' ')).join('L')}Z`;

/** Draws the mark of a warning at the origin. look: {noticed, sign, colour, ground, font}. */
export function drawWarning(ctx, { noticed, sign, colour, ground, font }) {
  ctx.globalAlpha = 1;
  ctx.lineJoin = 'round';
  ctx.beginPath();
  for (const [x, y] of ARROW) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.strokeStyle = ground;
  ctx.lineWidth = 5;
  ctx.stroke();
  ctx.fillStyle = noticed ? ground : colour;
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fillStyle = noticed ? colour : ground;
  ctx.font = `700 11px ${font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(sign, 0, 3);
}

/** How a warning of a state looks, by the legend of the layer. */
export function warningLook(items, { state }, { lang, theme, font }) {
  const [{ swatch }] = items;
  return {
    noticed: state !== 'new', sign: lang === 'en' ? swatch.letter_en : swatch.letter, colour: swatch[theme.name], ground: theme.ground, font,
  };
}

/** The rule that draws the squares. */
export function warningSquares(kit) {
  const line = (options) => new protomapsL.LineSymbolizer({ opacity: 1, ...options });
  return [
    rule('warnings', line({ color: kit.theme.halo, width: 4 * kit.weight })),
    rule('warnings', line({ color: kit.swatch('new'), width: 2 * kit.weight, dash: [8, 5] })),
  ];
}

/** The rule that draws the marks, which keep clear of each other. */
export function warningMarks(kit) {
  const place = (layout, geom, f) => {
    const size = kit.scale * kit.stretch();
    const { x, y } = geom[0][0];
    const reach = WARNING_REACH * size;
    const box = { minX: x - reach, maxX: x + reach, minY: y - reach, maxY: y + reach };
    const draw = (ctx) => {
      ctx.save();
      ctx.scale(size, size);
      drawWarning(ctx, warningLook(kit.items, f.props, kit));
      ctx.restore();
    };
    return [{ anchor: { x, y }, bboxes: [box], draw }];
  };
  return [rule('warnings_labels', { place })];
}
