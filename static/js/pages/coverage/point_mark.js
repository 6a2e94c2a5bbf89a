/** The signs of points: on the map, in its legend and in its picture. */
import { element } from '../../lib/dom.js';
import { writer } from '../desk/picture.js';

const SIGNS = { new: '1', closed: '×' };

/** The line of a legend for a kind of point (now, new or closed): {mark, draw, text}. */
export function pointItem(kind, text, colours) {
  const mark = element('span', { class: `coverage-point in-legend ${kind}`, 'aria-hidden': 'true' }, SIGNS[kind] ?? '');
  return { mark, text, draw: (ctx, x, y) => drawPoint(ctx, { x, y, kind, sign: SIGNS[kind] ?? '', colours }) };
}

/** Draws a point around x, y: squares for those there are, discs for new ones, crossed out where they close. */
export function drawPoint(ctx, { x, y, kind, sign, colours, half = 7 }) {
  const fill = { now: colours.text, new: colours.accent, closed: colours.ground }[kind];
  ctx.beginPath();
  if (kind === 'new') ctx.arc(x, y, half + 2, 0, 2 * Math.PI);
  else ctx.rect(x - half, y - half, 2 * half, 2 * half);
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = kind === 'closed' ? colours.text : colours.ground;
  ctx.stroke();
  if (sign) writer(ctx, { ...colours, text: kind === 'closed' ? colours.text : colours.ground })(sign, x, y + 4, { size: 12, bold: true, align: 'center' });
}
