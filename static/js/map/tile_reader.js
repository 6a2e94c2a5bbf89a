/** Tiles in the form the drawing library takes them. */
import { tileAddress } from '../lib/projection.js';

const RETRY_MS = 10_000;

/**
 * Readers for the layers of one canvas layer. of(description, query) is the reader of a layer: nothing outside its zooms,
 * nothing on a refusal. serve(layer, drawAnew) names the canvas layer: what the server could not give is drawn a
 * little later, and the library forgets finished questions, which it would keep until the zoom changes.
 */
export function createTileReaders() {
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

  // Low: a browser asks six things at a time, and what pages ask for themselves should not wait for dozens of tiles.
  async function read({ name, tiles, minzoom, maxzoom }, query, [z, x, y], signal) {
    if (z < minzoom || z > maxzoom) return undefined;
    const response = await fetch(tileAddress(tiles[0], query, z, x, y), { signal, priority: 'low' });
    if (response.status >= 500) throw new Error(`${name} ${z}/${x}/${y}: ${response.status}`);
    const data = response.ok ? await response.arrayBuffer() : new ArrayBuffer(0);
    return data.byteLength ? { data } : undefined;
  }

  return {
    of: (description, query) => ({
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
    }),
    serve(layer, redraw) {
      served = layer;
      drawAnew = redraw;
    },
  };
}
