/** Grid types: thin colour, a pattern and a letter each; the letter only where it fits. */
import { rule } from './symbols.js';

const CELL = 12;
const LETTER_ROOM_PX = 8.5;
const EARTH_CIRCUMFERENCE = 40075016.68557849;

const DRAW = {
  dots: (ctx) => { ctx.beginPath(); ctx.arc(CELL / 2, CELL / 2, 1.1, 0, 2 * Math.PI); ctx.fill(); },
  diagonal: (ctx) => strokes(ctx, [[-3, 3, 3, -3], [0, CELL, CELL, 0], [CELL - 3, CELL + 3, CELL + 3, CELL - 3]]),
  cross: (ctx) => strokes(ctx, [[0, CELL / 2, CELL, CELL / 2], [CELL / 2, 0, CELL / 2, CELL]]),
  horizontal: (ctx) => strokes(ctx, [[0, CELL / 2, CELL, CELL / 2]]),
};

function strokes(ctx, lines) {
  ctx.beginPath();
  for (const [x1, y1, x2, y2] of lines) { ctx.moveTo(x1, y1); ctx.lineTo(x2, y2); }
  ctx.stroke();
}

/** A repeating tile of a pattern in a colour; the strength is part of the picture. */
export function patternTile(pattern, colour, opacity) {
  const canvas = document.createElement('canvas');
  canvas.width = CELL;
  canvas.height = CELL;
  const ctx = canvas.getContext('2d');
  ctx.globalAlpha = opacity;
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = 1.2;
  DRAW[pattern]?.(ctx);
  return canvas;
}

/** One tint, one pattern and one outline rule per type. */
export function typeFills(kit) {
  return kit.items.flatMap((item) => {
    const colour = kit.swatch(item.key);
    const ofType = (z, f) => f.props.grid_type === item.key;
    const rural = item.key === 'agricultural';
    const tint = new protomapsL.PolygonSymbolizer({ fill: colour, opacity: rural ? 0.12 : 0.2 });
    const pattern = new protomapsL.PolygonSymbolizer({
      pattern: patternTile(item.swatch.pattern, colour, rural ? 0.32 : 0.46), opacity: 1,
    });
    const outline = new protomapsL.LineSymbolizer({ color: kit.theme.halo, width: 1.4, opacity: 0.9 });
    return [tint, pattern, outline].map((symbolizer) => rule('grid_types', symbolizer, ofType));
  });
}

/** Letters at the anchors, only where a circle about their size is free. */
export function typeLetters(kit) {
  return kit.items.map((item) => {
    const letter = kit.lang === 'en' ? item.swatch.letter_en : item.swatch.letter;
    const symbolizer = new protomapsL.CenteredSymbolizer(letterSymbolizer(letter, kit.swatch(item.key), kit));
    const fits = (z, f) => f.props.grid_type === item.key
      && f.props.radius_m * 256 * 2 ** z / EARTH_CIRCUMFERENCE >= LETTER_ROOM_PX * kit.scale * kit.stretch();
    return rule('grid_types_labels', symbolizer, fits);
  });
}

function letterSymbolizer(letter, colour, kit) {
  const text = new protomapsL.TextSymbolizer({
    labelProps: ['letter'], fontFamily: kit.font, fontSize: kit.px(14), fontWeight: 700,
    fill: colour, stroke: kit.theme.halo, width: 2.5 * kit.scale,
  });
  return { place: (layout, geom, f) => text.place(layout, geom, { ...f, props: { ...f.props, letter } }) };
}
