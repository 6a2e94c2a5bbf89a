/** The clock, the data lamp and the rotation of scenes. */
import { weekday } from '../../lib/format.js';

const ROTATE_MS = 45_000;
const PAUSE_MS = 120_000;
const STALE_MS = 90_000;

/** Ticks the clock in Asia/Shanghai and the lamp; freshAt() gives when data last arrived (ms). */
export function startClock(nodes, { t, lang, freshAt }) {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
  const tick = () => {
    const now = new Date();
    const today = day.format(now);
    nodes.date.textContent = `${today}\n${weekday(today, lang)}`;
    nodes.time.textContent = time.format(now);
    const stale = Date.now() - freshAt() > STALE_MS;
    nodes.delay.classList.toggle('stale', stale);
    const words = t(stale ? 'delayed' : 'delay');
    if (nodes.delay.textContent !== words) nodes.delay.textContent = words;
  };
  tick();
  setInterval(tick, 1000);
}

/** Changes scenes by itself; any touch or key pauses it for two minutes. */
export function startRotation(node, { t, scenes, store }) {
  let pausedUntil = 0;
  const pause = () => { pausedUntil = Date.now() + PAUSE_MS; };
  for (const kind of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(kind, pause, { passive: true });
  setInterval(() => {
    const paused = Date.now() < pausedUntil;
    node.textContent = t(paused ? 'paused' : 'rotating');
    if (!paused) store.set({ scene: scenes[(scenes.indexOf(store.get().scene) + 1) % scenes.length], layers: '' });
  }, ROTATE_MS);
  node.textContent = t('rotating');
}

/** Keeps the screen awake where the browser can. */
export async function keepAwake() {
  try {
    await navigator.wakeLock?.request('screen');
  } catch {
    // The screen may sleep: the page still works.
  }
}
