/** The one stream of a browser: opened, watched, opened again from where it was lost; who joins later is told how things stand. */
import { readChange, readVersions } from '../lib/live_words.js';

const ADDRESS = '/live/';
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
// The server says something at least every 15 seconds; after three times that the line is dead, whatever it looks like.
const SILENCE_MS = 45_000;

const READERS = {
  hello: readVersions,
  reset: readVersions,
  change: readChange,
  beat: () => ({ type: 'beat' }),
};

/**
 * A hub that calls send(word) for every word: {type: 'versions', versions}, {type: 'change', kind, version, cells},
 * {type: 'beat'} and {type: 'lost'}. open(address) gives an EventSource; clock: {setTimeout, clearTimeout, random}.
 */
export function createHub(send, { open = (address) => new EventSource(address), clock = defaultClock() } = {}) {
  const known = { versions: null, last: 0, up: false };
  let stream = null;
  let timer = null;
  let pause = FIRST_PAUSE_MS;

  function wait(work, ms) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(work, ms);
  }

  function connect() {
    const source = open(known.versions ? `${ADDRESS}?last=${known.last}` : ADDRESS);
    stream = source;
    for (const [name, read] of Object.entries(READERS)) {
      source.addEventListener(name, (event) => { if (source === stream) heard(read(event.data, event.lastEventId)); });
    }
    source.onopen = () => { if (source === stream) heard({ type: 'beat' }); };
    source.onerror = () => { if (source === stream) lost(); };
    wait(lost, SILENCE_MS);
  }

  function heard(word) {
    if (!word) return;
    known.up = true;
    pause = FIRST_PAUSE_MS;
    if (word.versions) known.versions = word.versions;
    if (word.kind && known.versions) known.versions[word.kind] = word.version;
    if (word.id) known.last = word.id;
    wait(lost, SILENCE_MS);
    send(word);
  }

  /** Comes back a little later each time, and not at the same moment as all the other screens. */
  function lost() {
    close();
    wait(connect, pause * (1 + 0.5 * clock.random()));
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    send({ type: 'lost' });
  }

  function close() {
    stream?.close();
    stream = null;
    known.up = false;
  }

  return {
    start() {
      if (stream || timer) return;
      connect();
    },
    stop() {
      clock.clearTimeout(timer);
      timer = null;
      close();
    },
    /** Tries again now where it would only do so later. */
    hurry() {
      if (!stream && timer) wait(connect, 0);
    },
    /** What somebody who joins now has to know. */
    greeting() {
      if (!known.versions) return [];
      const words = [{ type: 'versions', versions: { ...known.versions } }];
      return known.up ? words : [...words, { type: 'lost' }];
    },
  };
}

function defaultClock() {
  return {
    setTimeout: (...given) => setTimeout(...given),
    clearTimeout: (...given) => clearTimeout(...given),
    random: Math.random,
  };
}
