/** What a page knows of the live stream: which version every tile must show, what changed, and whether anybody still speaks. */
import { createTileVersions, kindVersions } from '../lib/changed_tiles.js';
import { openLink } from './link.js';

// What an answer knows before the stream tells it is mostly on its way; only then nobody knows where things changed.
const LEARN_MS = 2000;
// A page out of sight this long hears nothing more; in sight again it is told what it missed.
const SLEEP_MS = 300_000;

const defaultClock = { now: () => performance.now(), setTimeout: (...given) => setTimeout(...given) };

/**
 * Connects a page: {
 *   versions: of(kinds, z, x, y), for tile layers;
 *   listen(listener) → stop: listener(kinds) with a Set of the kinds that changed, several changes at once;
 *   learn(versions by layer name): what an ordinary answer of the server said, for when the stream is away;
 *   status(): {heard: whether it ever spoke, up, silentMs} }.
 * setup is the one of the map: {layers: name → TileJSON}.
 */
export function connectLive(setup, { open = openLink, page = window, clock = defaultClock } = {}) {
  const versions = createTileVersions(kindVersions(setup.layers));
  const listeners = new Set();
  const state = { heard: false, up: false, at: clock.now() };
  let changed = new Set();

  function announce(kinds) {
    if (kinds.length === 0) return;
    if (changed.size === 0) queueMicrotask(flush);
    for (const kind of kinds) changed.add(kind);
  }

  function flush() {
    const kinds = changed;
    changed = new Set();
    for (const listener of [...listeners]) listener(kinds);
  }

  function hear(word) {
    state.up = word.type !== 'lost';
    if (!state.up) return;
    Object.assign(state, { heard: true, at: clock.now() });
    if (word.type === 'versions') announce(versions.settle(word.versions, { restored: true }));
    if (word.type === 'change' && versions.note(word)) announce([word.kind]);
  }

  stayWhileSeen(() => open(hear, settingsOf(page.document), page), page);
  return {
    versions,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    learn: (found) => clock.setTimeout(() => announce(versions.settle(kindVersions(setup.layers, found))), LEARN_MS),
    status: () => ({ heard: state.heard, up: state.up, silentMs: clock.now() - state.at }),
  };
}

/** The page's head names the worker and whose stream it is. */
function settingsOf(document) {
  const { content = '', dataset = {} } = document.querySelector('meta[name="live-worker"]') ?? {};
  return { worker: content, who: dataset.who ?? '' };
}

/** Leaves when the page goes, comes back when the browser shows it again, sleeps while nobody sees it for long. */
function stayWhileSeen(connect, page) {
  let link = connect();
  let sleep = null;
  page.addEventListener('pagehide', () => {
    link?.leave();
    link = null;
  });
  page.addEventListener('pageshow', () => { link ??= connect(); });
  page.document.addEventListener('visibilitychange', () => {
    clearTimeout(sleep);
    if (page.document.hidden) sleep = setTimeout(() => link?.tell('asleep'), SLEEP_MS);
    else link?.tell('awake');
  });
}
