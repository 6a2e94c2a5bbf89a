/** What the wall screen shows, kept in the address: period, category, area, scene, layers. */

const KEYS = ['from', 'to', 'category', 'area', 'scene', 'layers'];

/** The state an address asks for; empty strings where it says nothing. */
export function readState(search) {
  const query = new URLSearchParams(search);
  const state = Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? '']));
  return { ...state, scene: state.scene || 'overview', rotate: query.get('rotate') === '1' };
}

/** The address of a state, without what is default. */
export function addressOf(state) {
  const query = new URLSearchParams();
  for (const key of KEYS) if (state[key] && !(key === 'scene' && state[key] === 'overview')) query.set(key, state[key]);
  if (state.rotate) query.set('rotate', '1');
  const search = query.toString();
  return search ? `?${search}` : location.pathname;
}

/** A store that tells its listeners which keys changed and keeps the address in step. */
export function createStore(initial) {
  let state = initial;
  const listeners = [];
  return {
    get: () => state,
    listen: (listener) => listeners.push(listener),
    set(change, { remember = true } = {}) {
      const changed = Object.keys(change).filter((key) => change[key] !== state[key]);
      if (changed.length === 0) return;
      state = { ...state, ...change };
      if (remember) history.replaceState(null, '', addressOf(state));
      for (const listener of listeners) listener(state, changed);
    },
  };
}
