/** Alarms: a diamond with the sign of its kind, hollow once somebody took notice; a new one has a ring and its word. */
import { rule } from './symbols.js';

export const ALARM_REACH = 15;
const HALF = 11;
const RING = 15;
const WORD_PX = 14;
const WORD_AT = 24;

/** Draws an alarm at the origin. look: {noticed, sign, colour, ground, font}. */
export function drawAlarm(ctx, { noticed, sign, colour, ground, font }) {
  ctx.globalAlpha = 1;
  ctx.lineJoin = 'miter';
  if (!noticed) {
    diamond(ctx, RING);
    stroke(ctx, ground, 5);
    stroke(ctx, colour, 2);
  }
  diamond(ctx, HALF);
  stroke(ctx, ground, 5);
  ctx.fillStyle = noticed ? ground : colour;
  ctx.fill();
  stroke(ctx, noticed ? colour : ground, 2);
  ctx.fillStyle = noticed ? colour : ground;
  ctx.font = `700 12px ${font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(sign, 0, 0.5);
}

/** Where the plate of a word may stand around its mark at the origin, the usual place first: boxes; ctx measures. */
export function alarmWordPlaces(ctx, word, font) {
  ctx.font = `700 ${WORD_PX}px ${font}`;
  const wide = ctx.measureText(word).width / 2 + 4;
  const high = WORD_PX * 0.7;
  const box = (x, y) => ({ left: x - wide, right: x + wide, top: y - high, bottom: y + high });
  const aside = RING + 3 + wide;
  return [box(0, WORD_AT), box(aside, 0), box(-aside, 0), box(0, -WORD_AT)];
}

/** Writes the word of an alarm beside its mark at the origin, on a plate: names of places stand there too. */
export function drawAlarmWord(ctx, word, { colour, ground, font }, place = alarmWordPlaces(ctx, word, font)[0]) {
  ctx.font = `700 ${WORD_PX}px ${font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = ground;
  ctx.fillRect(place.left, place.top, place.right - place.left, place.bottom - place.top);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colour;
  ctx.fillText(word, (place.left + place.right) / 2, (place.top + place.bottom) / 2);
}

function diamond(ctx, half) {
  ctx.beginPath();
  for (const [x, y] of [[0, -half], [half, 0], [0, half], [-half, 0]]) ctx.lineTo(x, y);
  ctx.closePath();
}

function stroke(ctx, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

/** How an alarm of a kind and state looks and what it is called, by the legend of the layer. */
export function alarmLook(items, { kind, state }, { lang, theme, font }) {
  const item = items.find((one) => one.key === kind) ?? items[0];
  const english = lang === 'en';
  return {
    noticed: state !== 'raised', sign: english ? item.swatch.letter_en : item.swatch.letter, word: english ? item.title_en : item.title,
    colour: item.swatch[theme.name], ground: theme.ground, font,
  };
}

/** The rule that draws every alarm. */
export function alarmMarks(kit) {
  const draw = (ctx, geom, z, f) => {
    const { x, y } = geom[0][0];
    scaled(ctx, kit, x, y, () => drawAlarm(ctx, alarmLook(kit.items, f.props, kit)));
  };
  return [rule('alarms', { before: () => {}, draw })];
}

/** The rule that writes the word of every new alarm where there is room. */
export function alarmWords(kit) {
  const place = (layout, geom, f) => {
    const look = alarmLook(kit.items, f.props, kit);
    if (look.noticed) return undefined;
    const size = kit.scale * kit.stretch();
    const { x, y } = geom[0][0];
    layout.scratch.font = `700 ${WORD_PX * size}px ${kit.font}`;
    const half = layout.scratch.measureText(look.word).width / 2 + 4 * size;
    const box = { minX: x - half, maxX: x + half, minY: y + (WORD_AT - WORD_PX) * size, maxY: y + (WORD_AT + WORD_PX) * size };
    return [{ anchor: { x, y }, bboxes: [box], draw: (ctx) => scaled(ctx, kit, 0, 0, () => drawAlarmWord(ctx, look.word, look)) }];
  };
  return [rule('alarms', { place })];
}

function scaled(ctx, kit, x, y, draw) {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(kit.scale * kit.stretch(), kit.scale * kit.stretch());
  draw();
  ctx.restore();
}
