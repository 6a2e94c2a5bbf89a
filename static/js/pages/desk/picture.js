/** The map of a desk as a picture: what its canvases show, with title, legend, scale bar and what it was asked, drawn in the browser. */
import { metresPerPixel } from '../../lib/projection.js';
import { barLength, lengthText } from '../../map/tools/print_scale.js';
import { FONT, THEMES } from '../../map/theme.js';

const HEAD = 64;
const LINE_OF_HEAD = 20;
const FOOT = 44;
const PAD = 16;
const SHARP = 2;
const LINE = 22;
// As wide as on the screen: what it leaves free there it leaves free here.
const LEGEND = 212;
// As the legend on the screen.
const SIGN_TINT = 0.18;
// barLength is written for paper: a scale of 1:1000 makes its millimetres our metres.
const PER_MM = 1000;

/** Hands a picture over as a download. */
export async function savePicture(canvas, name) {
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/**
 * The canvas of the picture, twice as sharp as the screen's. sheet: {title, lines: [[text, muted]], foot, legend or null, theme,
 * marks(ctx, head, text): what lies over the canvases}.
 */
export function drawSheet(map, { title, lines, foot, legend, theme, marks }) {
  const { x: width, y: height } = map.getSize();
  const head = HEAD + LINE_OF_HEAD * Math.max(0, lines.length - 1);
  const colours = THEMES[theme];
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: width * SHARP, height: (height + head + FOOT) * SHARP });
  const ctx = canvas.getContext('2d');
  const text = writer(ctx, colours);
  ctx.scale(SHARP, SHARP);
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, width, height + head + FOOT);
  drawMap(ctx, map.getContainer(), head);
  marks(ctx, head, colours);
  ctx.fillStyle = colours.ground;
  ctx.fillRect(0, 0, width, head);
  ctx.fillRect(0, height + head, width, FOOT);
  text(title, PAD, 28, { size: 22, bold: true });
  lines.forEach(([words, muted], row) => text(words, PAD, 52 + row * LINE_OF_HEAD, { size: 14, muted }));
  text(foot, PAD, height + head + 27, { size: 14, muted: true });
  drawScale(ctx, text, map, { right: width - PAD, y: height + head + 27, colour: colours.text });
  if (legend) drawLegend(ctx, text, legend, { bottom: head + height, colours });
  return canvas;
}

/** Everything drawn on canvases of the map, in the order of its panes. */
function drawMap(ctx, box, top) {
  const at = box.getBoundingClientRect();
  const depth = (node) => Number(getComputedStyle(node.closest('.leaflet-pane:not(.leaflet-map-pane)')).zIndex) || 0;
  const canvases = [...box.querySelectorAll('canvas')].map((node, order) => ({ node, order, z: depth(node) })).sort((a, b) => a.z - b.z || a.order - b.order);
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, top, at.width, at.height);
  ctx.clip();
  for (const { node } of canvases) {
    const place = node.getBoundingClientRect();
    if (node.width > 0 && node.height > 0) ctx.drawImage(node, place.left - at.left, place.top - at.top + top, place.width, place.height);
  }
  ctx.restore();
}

/** A function that writes words on a canvas and returns how wide they are. */
export function writer(ctx, colours) {
  return (words, x, y, { size = 14, bold = false, muted = false, align = 'left' } = {}) => {
    ctx.font = `${bold ? 700 : 400} ${size}px ${FONT}`;
    ctx.textAlign = align;
    ctx.textBaseline = 'alphabetic';
    ctx.fillStyle = muted ? colours.muted : colours.text;
    ctx.fillText(words, x, y);
    return ctx.measureText(words).width;
  };
}

function drawScale(ctx, text, map, { right, y, colour }) {
  const metres = metresPerPixel(map.getZoom(), map.getCenter().lat);
  const { metres: length } = barLength(PER_MM * metres, 140);
  const wide = length / metres;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(right - wide, y - 8);
  ctx.lineTo(right - wide, y);
  ctx.lineTo(right, y);
  ctx.lineTo(right, y - 8);
  ctx.stroke();
  text(lengthText(length), right - wide - 8, y, { size: 13, align: 'right' });
}

/** The lines of a text at most so wide; broken at spaces where it has them, else anywhere. */
function wrapped(ctx, words, wide) {
  const lines = [''];
  for (const piece of words.match(/[\x21-\x7e]+\s?|./gu) ?? []) {
    if (lines.at(-1) && ctx.measureText(lines.at(-1) + piece).width > wide) lines.push('');
    lines[lines.length - 1] += piece;
  }
  return lines;
}

function drawLegend(ctx, text, { title, unit, items, notes: given }, { bottom, colours }) {
  ctx.font = `400 13px ${FONT}`;
  const notes = given.filter(Boolean).flatMap((note) => wrapped(ctx, note, LEGEND - 2 * PAD));
  const wide = LEGEND;
  const high = (items.length + notes.length + (unit ? 1 : 0) + 1) * LINE + 2 * PAD;
  let y = bottom - high - PAD;
  ctx.fillStyle = colours.ground;
  ctx.globalAlpha = 0.92;
  ctx.fillRect(PAD, y, wide, high);
  ctx.globalAlpha = 1;
  y += PAD + 14;
  text(title, 2 * PAD, y, { size: 16, bold: true });
  if (unit) text(unit, 2 * PAD, y += LINE, { muted: true });
  for (const item of items) {
    y += LINE;
    drawSwatch(ctx, item, { x: 2 * PAD, y: y - 13, rim: colours.muted });
    text(`${item.text}  ${item.extra ?? ''}`, 2 * PAD + 36, y);
  }
  for (const note of notes) text(note, 2 * PAD, y += LINE, { size: 13, muted: true });
}

/** What stands before a line of the legend: a class in its colour or pattern, a sign in a tinted box, a path, or what draws itself. */
function drawSwatch(ctx, { look, colour, opacity = 1, sign, path, draw }, { x, y, rim }) {
  const [wide, high] = [26, 16];
  if (draw) {
    draw(ctx, x + wide / 2, y + high / 2);
    return;
  }
  if (path) {
    ctx.save();
    ctx.translate(x + wide / 2, y + high / 2 + 1);
    ctx.scale(0.75, 0.75);
    ctx.fillStyle = colour;
    ctx.fill(new Path2D(path));
    ctx.restore();
    return;
  }
  ctx.globalAlpha = sign ? SIGN_TINT : opacity;
  ctx.fillStyle = look?.tile ? ctx.createPattern(look.tile, 'repeat') : look?.colour ?? colour;
  ctx.fillRect(x, y, wide, high);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1;
  ctx.strokeStyle = sign ? colour : rim;
  ctx.strokeRect(x, y, wide, high);
  if (!sign) return;
  ctx.font = `700 12px ${FONT}`;
  ctx.textAlign = 'center';
  ctx.fillStyle = colour;
  ctx.fillText(sign, x + wide / 2, y + 12);
}
