/** The shapes of lateness and the pictures of grid types, as elements. */
import { element, svg } from '../../lib/dom.js';
import { patternTile } from '../../map/grid_type_symbols.js';

const SHAPES = {
  red: ['polygon', { points: '7,1 17,1 23,7 23,17 17,23 7,23 1,17 1,7' }, '!'],
  yellow: ['polygon', { points: '12,2 23,22 1,22' }, ''],
  blue: ['circle', { cx: 12, cy: 12, r: 10 }, ''],
};
const COLOURS = { red: 'var(--late-red)', yellow: 'var(--late-yellow)', blue: 'var(--late-blue)' };

/** The mark of a lateness level; due_soon is a clock outline. */
export function lateMark(level) {
  const picture = svg('svg', { viewBox: '0 0 24 24', class: 'mark', 'aria-hidden': 'true' });
  if (!SHAPES[level]) {
    picture.append(
      svg('circle', { cx: 12, cy: 12, r: 9, fill: 'none', stroke: 'currentColor', 'stroke-width': 2.4 }),
      svg('path', { d: 'M12 7v5l4 2', fill: 'none', stroke: 'currentColor', 'stroke-width': 2.4 }),
    );
    return picture;
  }
  const [tag, attributes, letter] = SHAPES[level];
  picture.append(svg(tag, { ...attributes, fill: COLOURS[level] }));
  if (letter) {
    picture.append(svg('text', {
      x: 12, y: 18, 'text-anchor': 'middle', 'font-size': 16, 'font-weight': 700, fill: 'var(--bg)',
    }, letter));
  }
  return picture;
}

/** A swatch of a grid type: tint, pattern and letter, as on the map. */
export function typeSwatch(item, theme, lang) {
  const canvas = element('canvas', { width: 80, height: 48, 'aria-hidden': 'true' });
  const ctx = canvas.getContext('2d');
  const colour = item.swatch[theme];
  ctx.globalAlpha = 0.25;
  ctx.fillStyle = colour;
  ctx.fillRect(0, 0, 80, 48);
  ctx.globalAlpha = 1;
  ctx.fillStyle = ctx.createPattern(patternTile(item.swatch.pattern, colour, 0.6), 'repeat');
  ctx.fillRect(0, 0, 80, 48);
  ctx.fillStyle = theme === 'dark' ? '#0A1420' : '#FFFFFF';
  ctx.fillRect(26, 8, 28, 32);
  ctx.fillStyle = colour;
  ctx.font = '700 26px "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(lang === 'en' ? item.swatch.letter_en : item.swatch.letter, 40, 25);
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
