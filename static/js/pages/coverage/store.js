/** The state of the desk, kept in its address: choices add to the way back, moves of the map replace. */
import { readCoverageState, writeCoverageState } from '../../lib/coverage_state.js';

/** {get(), set(patch), note(patch), on(listener(state, before))}; listeners hear of every change, also of the way back. */
export function createStore() {
  let state = readCoverageState(window.location.search);
  const listeners = [];
  const tell = (before) => listeners.forEach((listener) => listener(state, before));

  function write(replace) {
    const search = writeCoverageState(state);
    const address = window.location.pathname + search;
    const next = document.querySelector('.language-form [name=next]');
    if (next) next.value = address;
    if (search === window.location.search) return;
    window.history[replace ? 'replaceState' : 'pushState'](null, '', address);
  }

  window.addEventListener('popstate', () => {
    const before = state;
    state = readCoverageState(window.location.search);
    tell(before);
  });

  return {
    get: () => state,
    set(patch) {
      const before = state;
      state = { ...state, ...patch };
      write(false);
      tell(before);
    },
    /** Notes in the address what nobody needs to be told of. */
    note(patch) {
      state = { ...state, ...patch };
      write(true);
    },
    on: (listener) => listeners.push(listener),
  };
}
