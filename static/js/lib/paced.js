/** Work that is asked for more often than it should be done. */

/**
 * A function that asks for work(): at once when it has rested, else as soon as the spacing is over; never two at a time,
 * and always once more after the last asking. clock: {now, setTimeout}.
 */
export function paced(work, spacingMs, clock = { now: () => performance.now(), setTimeout: (...given) => setTimeout(...given) }) {
  let last = -Infinity;
  let waiting = false;
  let busy = false;
  let again = false;

  async function run() {
    waiting = false;
    busy = true;
    again = false;
    last = clock.now();
    try {
      await work();
    } finally {
      busy = false;
      if (again) ask();
    }
  }

  function ask() {
    if (busy) again = true;
    if (busy || waiting) return;
    waiting = true;
    clock.setTimeout(run, Math.max(0, last + spacingMs - clock.now()));
  }

  return ask;
}
