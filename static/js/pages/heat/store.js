/** The state of the page, kept in its address: choices add to the way back, moves of the map replace. */
import { readHeatState, writeHeatState } from '../../lib/heat_state.js';

/** {get(), set(patch, {replace}), note(patch), again(), on(listener(state, before))}; listeners hear of every change, also of way back. */
export function createStore() {
  let state = readHeatState(window.location.search);
  const listeners = [];

  function tell(before) {
    for (const listener of listeners) listener(state, before);
  }

  function write(replace) {
    const search = writeHeatState(state);
    const next = document.querySelector('.language-form [name=next]');
    if (next) next.value = window.location.pathname + search;
    if (search === window.location.search) return;
    const address = window.location.pathname + search;
    if (replace) window.history.replaceState(null, '', address);
    else window.history.pushState(null, '', address);
  }

  window.addEventListener('popstate', () => {
    const before = state;
    state = readHeatState(window.location.search);
    tell(before);
  });

  return {
    get: () => state,
    set(patch, { replace = false } = {}) {
      const before = state;
      state = { ...state, ...patch };
      write(replace);
      tell(before);
    },
    /** Notes in the address what nobody needs to be told of. */
    note(patch) {
      state = { ...state, ...patch };
      write(true);
    },
    /** Tells everybody once more, when something about the same state became known. */
    again: () => tell(state),
    on: (listener) => listeners.push(listener),
  };
}
