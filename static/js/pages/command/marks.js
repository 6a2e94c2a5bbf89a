/** The shapes of lateness and the pictures of grid types, as elements. */
import { element, svg } from '../../lib/dom.js';
import { patternTile } from '../../map/grid_type_symbols.js';
import { FONT, THEMES } from '../../map/theme.js';

const SHAPES = {
  red: ['polygon', { points: '7,1 17,1 23,7 23,17 17,23 7,23 1,17 1,7' }],
  yellow: ['polygon', { points: '12,2 23,22 1,22' }],
  blue: ['circle', { cx: 12, cy: 12, r: 10 }],
};
const COLOURS = { red: 'var(--late-red)', yellow: 'var(--late-yellow)', blue: 'var(--late-blue)' };
const OTHERS = {
  on_time: { cx: 12, cy: 12, r: 7, fill: 'none', stroke: 'currentColor', 'stroke-width': 2.4 },
  closed: { cx: 12, cy: 12, r: 4, fill: 'var(--muted)', opacity: 0.6 },
};
const OUTLINE = 'M7.8 3h8.4L21 7.8v8.4L16.2 21H7.8L3 16.2V7.8Z';

/** The mark of a lateness level, of an event on time or closed; due_soon is a clock outline; a calm red is an outline too. */
export function lateMark(level, calm = false) {
  const picture = svg('svg', { viewBox: '0 0 24 24', class: 'mark', 'aria-hidden': 'true' });
  if (OTHERS[level]) picture.append(svg('circle', OTHERS[level]));
  else if (!SHAPES[level]) picture.append(...clockOutline());
  else if (level === 'red' && calm) picture.append(svg('path', { d: OUTLINE, fill: 'none', stroke: COLOURS.red, 'stroke-width': 2.4 }));
  else picture.append(...solid(level));
  return picture;
}

function clockOutline() {
  return [
    svg('circle', { cx: 12, cy: 12, r: 9, fill: 'none', stroke: 'currentColor', 'stroke-width': 2.4 }),
    svg('path', { d: 'M12 7v5l4 2', fill: 'none', stroke: 'currentColor', 'stroke-width': 2.4 }),
  ];
}

function solid(level) {
  const [tag, attributes] = SHAPES[level];
  const shape = svg(tag, { ...attributes, fill: COLOURS[level] });
  if (level !== 'red') return [shape];
  const letter = { x: 12, y: 18, 'text-anchor': 'middle', 'font-size': 16, 'font-weight': 700, fill: 'var(--bg)' };
  return [shape, svg('text', letter, '!')];
}

/** A swatch of a grid type: tint, pattern and letter, as on the map. */
export function typeSwatch(item, theme, lang) {
  const [width, height] = [80, 52];
  const canvas = element('canvas', { width, height, 'aria-hidden': 'true' });
  const ctx = canvas.getContext('2d');
  const colour = item.swatch[theme];
  ctx.globalAlpha = 0.25;
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, width, height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = ctx.createPattern(patternTile(item.swatch.pattern, colour, 0.6), 'repeat');
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = THEMES[theme].halo;
  ctx.fillRect(width / 2 - 21, height / 2 - 21, 42, 42);
  ctx.fillStyle = colour;
  ctx.font = `700 36px ${FONT}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(lang === 'en' ? item.swatch.letter_en : item.swatch.letter, width / 2, height / 2 + 2);
  return canvas;
}

/** A horizontal bar of a share 0..1, with an optional target tick. */
export function bar(share, colour, target = null) {
  const picture = svg('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', class: 'bar', 'aria-hidden': 'true' });
  if (target !== null) picture.append(svg('rect', { width: 100, height: 8, rx: 1, fill: 'var(--tint)' }));
  picture.append(svg('rect', { width: Math.max(0, Math.min(1, share)) * 100, height: 8, rx: 1, fill: colour }));
  if (target !== null) picture.append(svg('rect', { x: target * 100, width: 1, height: 8, fill: 'var(--text)' }));
  return picture;
}
