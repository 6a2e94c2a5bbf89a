/** The clock, and what keeps the screen awake. */
import { weekday } from '../../lib/format.js';

/** Ticks the clock in Asia/Shanghai; tick() is called every second too. */
export function startClock(nodes, { lang, tick: also }) {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
  const tick = () => {
    const now = new Date();
    const today = day.format(now);
    write(nodes.date, `${today}\n${weekday(today, lang)}`);
    write(nodes.time, time.format(now));
    also();
  };
  tick();
  setInterval(tick, 1000);
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Keeps the screen awake where the browser can, again whenever it comes back into view. */
export function keepAwake() {
  const ask = async () => {
    try {
      await navigator.wakeLock?.request('screen');
    } catch {
      // The screen may sleep: the page still works.
    }
  };
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') ask(); });
  return ask();
}
