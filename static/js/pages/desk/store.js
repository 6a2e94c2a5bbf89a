/** The state of a desk, kept in its address: choices add to the way back, moves of the map replace. */

/**
 * {get(), set(patch, {replace}), note(patch), again(), on(listener(state, before))}; listeners hear of every change, also of the way back.
 * read: query → state; write: state → query.
 */
export function createStore(read, write) {
  let state = read(window.location.search);
  const listeners = [];
  const tell = (before) => listeners.forEach((listener) => listener(state, before));

  function keep(replace) {
    const search = write(state);
    const address = window.location.pathname + search;
    const next = document.querySelector('.language-form [name=next]');
    if (next) next.value = address;
    if (search === window.location.search) return;
    window.history[replace ? 'replaceState' : 'pushState'](null, '', address);
  }

  window.addEventListener('popstate', () => {
    const before = state;
    state = read(window.location.search);
    tell(before);
  });

  return {
    get: () => state,
    set(patch, { replace = false } = {}) {
      const before = state;
      state = { ...state, ...patch };
      keep(replace);
      tell(before);
    },
    /** Notes in the address what nobody needs to be told of. */
    note(patch) {
      state = { ...state, ...patch };
      keep(true);
    },
    /** Tells everybody once more, when something about the same state became known. */
    again: () => tell(state),
    on: (listener) => listeners.push(listener),
  };
}
