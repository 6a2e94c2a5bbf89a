/** Tiles that several canvases ask for at once or one after the other: sent once and read once. */

// As the browser keeps what it has unpacked for a moment: canvases switched on together with others, or again.
const KEPT_MS = 60_000;
const MOST_KEPT = 64;

/**
 * ask(address, {signal, keep}) resolves to the tile, rejects when it could not be had or the signal says that nobody
 * here waits any longer; the request ends with the last who waits. With keep it stays known for a minute.
 * load(address, signal) and decode(bytes) do the work.
 */
export function createTileStore({ load, decode, now = () => performance.now() }) {
  const underway = new Map();
  const kept = new Map();

  function remember(address, tile) {
    kept.set(address, { tile, until: now() + KEPT_MS });
    for (const [one, { until }] of kept) if (kept.size > MOST_KEPT || until <= now()) kept.delete(one);
  }

  function begin(address, keep) {
    const stop = new AbortController();
    const one = { stop, waiting: 0, done: null };
    const over = () => { if (underway.get(address) === one) underway.delete(address); };
    one.done = load(address, stop.signal).then(decode).then((tile) => {
      if (keep) remember(address, tile);
      return tile;
    }).finally(over);
    underway.set(address, one);
    return one;
  }

  function wait(address, one, signal) {
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal.reason);
        one.waiting -= 1;
        if (one.waiting > 0) return;
        if (underway.get(address) === one) underway.delete(address);
        one.stop.abort();
      };
      one.waiting += 1;
      signal.addEventListener('abort', leave, { once: true });
      one.done.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  return {
    ask(address, { signal, keep = false }) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const known = kept.get(address);
      if (known && known.until > now()) return Promise.resolve(known.tile);
      return wait(address, underway.get(address) ?? begin(address, keep), signal);
    },
  };
}

// Low: a browser asks six things at a time, and what pages ask for themselves should not wait for dozens of tiles.
async function fetched(address, signal) {
  const response = await fetch(address, { signal, priority: 'low' });
  if (response.status >= 500) throw new Error(`${address}: ${response.status}`);
  return response.ok ? response.arrayBuffer() : new ArrayBuffer(0);
}

/** A function bytes → (MVT layer → features), as the drawing library reads them. Global: protomapsL (classic script). */
function reading(tileSize) {
  return (data) => {
    const source = { getZxy: async () => (data.byteLength ? { data } : undefined) };
    return new protomapsL.PmtilesSource(source, false).get({ z: 0, x: 0, y: 0 }, tileSize);
  };
}

/** The store of a page's canvases, whose tiles are tileSize pixels wide. */
export function pageStore(tileSize) {
  if (!stores.has(tileSize)) stores.set(tileSize, createTileStore({ load: fetched, decode: reading(tileSize) }));
  return stores.get(tileSize);
}

const stores = new Map();
