/** Tiles in the form the drawing library takes them. */
import { withVersion } from '../lib/changed_tiles.js';
import { tileAddress } from '../lib/projection.js';

const RETRY_MS = 10_000;
// The library keeps 64 tiles of a layer; beyond twice that, what is known of tiles it has forgotten is forgotten too.
const MOST_KNOWN = 128;

/**
 * Readers for the layers of one canvas layer. of(description, query) is the reader of a layer: nothing outside its zooms,
 * nothing on a refusal. serve(layer, drawAnew) names the canvas layer: what the server could not give is drawn a
 * little later, and the library forgets finished questions, which it would keep until the zoom changes.
 * versions (of(kinds, z, x, y), see lib/changed_tiles.js) gives the version that a tile must show.
 */
export function createTileReaders(versions) {
  const shown = new Map();
  const kinds = new Map();
  let served = null;
  let drawAnew = null;
  let waiting = null;

  function missed() {
    waiting ??= setTimeout(() => {
      waiting = null;
      if (served?._map) drawAnew(served);
    }, RETRY_MS);
  }

  function forget(name, signal) {
    const { source } = served.views.get(name).tileCache;
    source.zoomaborts = source.zoomaborts.filter((one) => one.controller.signal !== signal);
  }

  const wanted = (name, z, x, y) => (versions && kinds.get(name)?.length ? versions.of(kinds.get(name), z, x, y) : '');

  function note(name, z, x, y, version) {
    if (!shown.has(name)) shown.set(name, new Map());
    const known = shown.get(name);
    const { cache } = served.views.get(name).tileCache;
    if (known.size > MOST_KNOWN) for (const key of known.keys()) if (!cache.has(key)) known.delete(key);
    known.set(`${x}:${y}:${z}`, version);
  }

  // Low: a browser asks six things at a time, and what pages ask for themselves should not wait for dozens of tiles.
  async function read({ name, tiles, minzoom, maxzoom }, query, [z, x, y], signal) {
    if (z < minzoom || z > maxzoom) return undefined;
    const version = wanted(name, z, x, y);
    const response = await fetch(tileAddress(withVersion(tiles[0], version), query, z, x, y), { signal, priority: 'low' });
    if (response.status >= 500) throw new Error(`${name} ${z}/${x}/${y}: ${response.status}`);
    const data = response.ok ? await response.arrayBuffer() : new ArrayBuffer(0);
    note(name, z, x, y, version);
    return data.byteLength ? { data } : undefined;
  }

  return {
    of(description, query) {
      kinds.set(description.name, description.kinds ?? []);
      return {
        async getZxy(z, x, y, signal) {
          try {
            return await read(description, query, [z, x, y], signal);
          } catch (error) {
            if (!signal.aborted) missed();
            throw error;
          } finally {
            forget(description.name, signal);
          }
        },
      };
    },
    serve(layer, redraw) {
      served = layer;
      drawAnew = redraw;
    },
    /** Whether a tile that was read shows less than is known by now; one outside the layer's zooms never does. */
    isStale(name, z, x, y) {
      const version = shown.get(name)?.get(`${x}:${y}:${z}`);
      return version !== undefined && version !== wanted(name, z, x, y);
    },
    /** The kinds of data these layers draw. */
    kinds: () => new Set([...kinds.values()].flat()),
  };
}
