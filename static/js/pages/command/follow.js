/** What the wall reads again and when: what the stream says changed, what only the clock changes, and polling without a stream. */
import { paced } from '../../lib/paced.js';

const FIGURES_MS = 1000;
const ALARMS_MS = 250;
// Lateness moves with the clock, not with the data.
const MINUTE_MS = 60_000;
const POLL_MS = 30_000;
// Areas and their borders, level by level.
const AREAS = ['districts', 'subdistricts', 'communities', 'grids'];
// These change neither a figure nor the heat.
const DRAWN_ONLY = new Set(['alarms', 'landcover', 'water', 'roads', 'places', 'warnings', 'hotspots']);

/**
 * Reads again by the live stream. read: {figures, heat, alarms, warnings, ground}, functions that may return promises; isBusy() puts
 * figures and heat off while somebody plays the time bar; isLive() tells whether the stream speaks.
 */
export function followData(live, read, { isBusy, isLive, page = document }) {
  const idle = (work) => () => (isBusy() ? undefined : work());
  const ask = {
    figures: paced(idle(read.figures), FIGURES_MS), heat: paced(idle(read.heat), FIGURES_MS), alarms: paced(read.alarms, ALARMS_MS),
    warnings: paced(read.warnings, ALARMS_MS),
  };
  let missed = new Set();
  let asked = performance.now();

  function take(kinds) {
    if (kinds.has('alarms')) ask.alarms();
    if (kinds.has('warnings') || kinds.has('hotspots')) ask.warnings();
    if (kinds.has('events')) ask.heat();
    if (AREAS.some((kind) => kinds.has(kind))) read.ground();
    if ([...kinds].some((kind) => !DRAWN_ONLY.has(kind))) ask.figures();
  }

  live.listen((kinds) => {
    if (page.hidden) missed = new Set([...missed, ...kinds]);
    else take(kinds);
  });
  page.addEventListener('visibilitychange', () => {
    if (page.hidden) return;
    take(missed);
    missed = new Set();
  });
  setInterval(() => {
    if (page.hidden || performance.now() - asked < (isLive() ? MINUTE_MS : POLL_MS) - 500) return;
    asked = performance.now();
    ask.figures();
    if (isLive()) return;
    ask.heat();
    ask.alarms();
    ask.warnings();
  }, POLL_MS);
}
