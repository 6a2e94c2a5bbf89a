/** The time bar: daily counts, a window with two grips, play. */
import { daysToShow, isWindow, movedWindow, nextWindow } from '../../lib/time_window.js';
import { drawTimeBar } from './time_plot.js';

const FRAME_MS = 250;

/**
 * A time bar in a node. onWindow(from, to, {playing}) is called when the window moves; it may return a promise,
 * and playing waits for it, so that frames never pile up. onStop() is called when playing ends.
 */
export function createTimeBar(node, { t, onWindow, onStop }) {
  let state = null;
  let playing = false;
  let held = false;
  const hold = (value) => { held = value; };
  const render = () => drawTimeBar(node, state, { t, playing, toggle, move, shift, hold });

  function move(window) {
    if (!isWindow(state.days, window)) return undefined;
    state = { ...state, ...window, count: null, shown: playing ? state.shown : daysToShow(state.days, window.from) };
    render();
    return onWindow(window.from, window.to, { playing });
  }

  function shift(by) {
    return move(movedWindow(state.days, state, by));
  }

  async function toggle() {
    playing = !playing;
    render();
    if (!playing) onStop();
    while (playing) {
      const wait = new Promise((resolve) => { setTimeout(resolve, FRAME_MS); });
      await Promise.all([move(nextWindow(state.shown, state)), wait]);
    }
  }

  return {
    /** Shows daily counts and a window; count is what was reported in it, days outside the bar included. */
    update(days, { from, to }, count) {
      if (playing || held || days.length === 0) return;
      state = { days, from, to, count, shown: daysToShow(days, from) };
      render();
    },
    isPlaying: () => playing,
  };
}
