/** How old what a screen shows may be, and whether that has to be said. */

// Three beats of the server: after that nobody knows whether anything changed.
const SILENT_S = 45;
// A lost connection is mostly back sooner than this; only longer ones are worth a word.
const LOST_S = 5;

/**
 * {stale, seconds}: seconds since the last sign that the data are current, told when they are not. status is the one of
 * live/live.js; answeredMs is how long ago the server last answered with figures; failed, whether it did not the last time.
 */
export function dataAge({ heard, up, silentMs }, answeredMs, failed = false) {
  const seconds = Math.max(0, Math.floor(Math.min(silentMs, answeredMs) / 1000));
  const lost = (heard && !up) || failed;
  return { stale: seconds >= SILENT_S || (lost && seconds >= LOST_S) || (!heard && silentMs / 1000 >= SILENT_S), seconds };
}
