/** Single events: late ones in the shape and colour of their level, others as outlines, closed ones small and quiet. */
import { latenessAt } from '../lib/lateness.js';
import { rule } from './symbols.js';

const CLOCK_HANDS = [[0, -0.6], [0, 0], [0.45, 0.25]];

/** One rule that draws every event; the level is worked out while drawing, from the fixed deadline. */
export function eventDots(kit) {
  const draw = (ctx, geom, z, f) => {
    const { x, y } = geom[0][0];
    const level = f.props.open ? latenessAt(f.props, Date.now() / 1000, kit.policy) : 'closed';
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(kit.scale, kit.scale);
    mark(ctx, level, kit);
    ctx.restore();
  };
  return [rule('events', { before: () => {}, draw })];
}

function mark(ctx, level, kit) {
  ctx.fillStyle = kit.swatch(level);
  ctx.strokeStyle = kit.theme.text;
  ctx.lineWidth = 1.6;
  ctx.globalAlpha = level === 'closed' ? 0.45 : 1;
  if (level === 'closed') {
    ctx.fillStyle = kit.theme.muted;
    disc(ctx, 2.5);
    ctx.fill();
  } else if (level === 'on_time') {
    disc(ctx, 4);
    ctx.stroke();
  } else if (level === 'due_soon') {
    disc(ctx, 6);
    for (const [x, y] of CLOCK_HANDS) ctx.lineTo(x * 6, y * 6);
    ctx.stroke();
  } else {
    trace(ctx, level);
    ctx.fill();
    ctx.stroke();
  }
}

function disc(ctx, radius) {
  ctx.beginPath();
  ctx.arc(0, 0, radius, -Math.PI / 2, 1.5 * Math.PI);
}

function trace(ctx, level) {
  if (level === 'blue') disc(ctx, 6);
  else if (level === 'yellow') polygon(ctx, 7.5, 3, -Math.PI / 2);
  else polygon(ctx, 7, 8, Math.PI / 8);
  ctx.closePath();
}

function polygon(ctx, radius, corners, turn) {
  ctx.beginPath();
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = turn + corner * 2 * Math.PI / corners;
    ctx.lineTo(radius * Math.cos(angle), radius * Math.sin(angle));
  }
}
