/**
 * What the wall screen shows, kept in the address: period, category, area, scene, layers. A period is from and to,
 * or the last days, which move on at midnight.
 */

const KEYS = ['from', 'to', 'days', 'category', 'area', 'scene', 'layers'];
export const SCENES = ['overview', 'heat', 'types'];

/** The state an address asks for; empty strings where it says nothing, the first scene for an unknown one. */
export function readState(search) {
  const query = new URLSearchParams(search);
  const state = Object.fromEntries(KEYS.map((key) => [key, query.get(key) ?? '']));
  const scene = SCENES.includes(state.scene) ? state.scene : SCENES[0];
  return { ...state, scene, rotate: query.get('rotate') === '1' };
}

/** The address of a state, without what is default. */
export function addressOf(state, path) {
  const query = new URLSearchParams();
  for (const key of KEYS) if (state[key] && !(key === 'scene' && state[key] === SCENES[0])) query.set(key, state[key]);
  if (state.rotate) query.set('rotate', '1');
  const search = query.toString();
  return search ? `?${search}` : path;
}

/**
 * A store that tells its listeners which keys changed and keeps the address in step. A change set with
 * {step: true} is a step the browser's back button undoes; with {remember: false} the address stays.
 */
export function createStore(page = window) {
  let state = readState(page.location.search);
  const listeners = [];

  function apply(next) {
    const changed = Object.keys(next).filter((key) => next[key] !== state[key]);
    state = next;
    if (changed.length > 0) for (const listener of listeners) listener(state, changed);
  }

  page.addEventListener('popstate', () => apply(readState(page.location.search)));
  return {
    get: () => state,
    listen: (listener) => listeners.push(listener),
    set(change, { remember = true, step = false } = {}) {
      const next = { ...state, ...change };
      const address = addressOf(next, page.location.pathname);
      if (remember && step && address !== addressOf(state, page.location.pathname)) page.history.pushState(null, '', address);
      else if (remember) page.history.replaceState(null, '', address);
      apply(next);
    },
  };
}
