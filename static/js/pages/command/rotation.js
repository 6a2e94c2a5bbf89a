/** The rotation of scenes on a wall without an operator. */

const ROTATE_S = 45;
const PAUSE_S = 120;

/**
 * Calls next() every 45 seconds; any touch, key or wheel pauses it for two minutes, and so does preempt(), which an alarm
 * calls. The node says what comes when. Returns {preempt}.
 */
export function startRotation(node, { t, next }) {
  let left = ROTATE_S;
  let paused = 0;
  let reason = 'rotationPaused';
  const say = () => { node.textContent = paused > 0 ? t(reason, { n: paused }) : t('rotationNext', { n: left }); };
  const pause = (why) => {
    reason = why;
    paused = PAUSE_S;
    say();
  };
  for (const kind of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(kind, () => pause('rotationPaused'), { passive: true });
  setInterval(() => {
    if (paused > 0) {
      paused -= 1;
      left = ROTATE_S;
    } else {
      left -= 1;
      if (left === 0) next();
      left = left || ROTATE_S;
    }
    say();
  }, 1000);
  say();
  return { preempt: () => pause('rotationAlarm') };
}
