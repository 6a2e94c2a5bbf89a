/** Open events by lateness at this moment: shape and colour; closed ones are small and quiet. */
import { latenessAt } from '../lib/lateness.js';
import { rule } from './symbols.js';

/** One rule that draws every event; the colour is worked out while drawing, from the fixed deadline. */
export function eventDots(kit) {
  const draw = (ctx, geom, z, f) => {
    const { x, y } = geom[0][0];
    const level = f.props.open ? latenessAt(f.props, Date.now() / 1000) : 'closed';
    ctx.globalAlpha = level === 'closed' ? 0.45 : 1;
    ctx.fillStyle = level === 'closed' ? kit.theme.muted : kit.swatch(level);
    ctx.strokeStyle = kit.theme.ground;
    ctx.lineWidth = 1.5;
    trace(ctx, level, x, y, level === 'closed' ? 2.5 : 6);
    ctx.fill();
    ctx.stroke();
  };
  return [rule('events', { before: () => {}, draw })];
}

function trace(ctx, level, x, y, radius) {
  ctx.beginPath();
  if (level === 'yellow') polygon(ctx, x, y, radius * 1.2, 3, -Math.PI / 2);
  else if (level === 'red') polygon(ctx, x, y, radius * 1.1, 8, Math.PI / 8);
  else ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.closePath();
}

function polygon(ctx, x, y, radius, corners, turn) {
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = turn + corner * 2 * Math.PI / corners;
    ctx.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
}
