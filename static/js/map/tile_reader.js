/** Tiles in the form the drawing library takes them. */
import { withVersion } from '../lib/changed_tiles.js';
import { tileAddress } from '../lib/projection.js';
import { companions, tileOf } from './joined_tiles.js';
import { pageStore } from './tile_store.js';

const RETRY_MS = 10_000;
// The library keeps 64 tiles of a layer; beyond twice that, what is known of tiles it has forgotten is forgotten too.
const MOST_KNOWN = 128;

/**
 * Readers for the layers of one canvas layer. of(description, query) is the library's source of a layer: nothing outside
 * its zooms, nothing on a refusal; layers that travel in one tile share it. serve(layer, drawAnew) names the canvas layer:
 * what the server could not give is drawn a little later. layers: name → TileJSON;
 * versions (of(kinds, z, x, y), see lib/changed_tiles.js) gives the version that a tile must show.
 */
export function createTileReaders(layers, versions) {
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

  const versionOf = (drawn, z, x, y) => (versions && drawn.length ? versions.of(drawn, z, x, y) : '');
  const wanted = (name, z, x, y) => versionOf(kinds.get(name) ?? [], z, x, y);

  function note(name, z, x, y, version) {
    if (!shown.has(name)) shown.set(name, new Map());
    const known = shown.get(name);
    const { cache } = served.views.get(name).tileCache;
    if (known.size > MOST_KNOWN) for (const key of known.keys()) if (!cache.has(key)) known.delete(key);
    known.set(`${x}:${y}:${z}`, version);
  }

  function addressOf(travelling, query, z, x, y) {
    const { template, kinds: drawn } = tileOf(travelling, z);
    return tileAddress(withVersion(template, versionOf(drawn, z, x, y)), query, z, x, y);
  }

  async function read(description, query, { z, x, y }, tileSize, signal) {
    const { name, minzoom, maxzoom } = description;
    if (z < minzoom || z > maxzoom) return new Map();
    const version = wanted(name, z, x, y);
    const travelling = companions(description, layers, query);
    // What travels together is public; anything else is kept by nobody beyond what is on screen.
    const tile = await pageStore(tileSize).ask(addressOf(travelling, query, z, x, y), { signal, keep: travelling.length > 1 });
    note(name, z, x, y, version);
    return partOf(tile, description);
  }

  return {
    of(description, query) {
      kinds.set(description.name, description.kinds ?? []);
      let zoom = null;
      let leaving = new AbortController();
      return {
        async get(place, tileSize) {
          if (place.z !== zoom) {
            leaving.abort(); // nobody looks at another zoom's tiles any longer
            leaving = new AbortController();
            zoom = place.z;
          }
          const { signal } = leaving;
          try {
            return await read(description, query, place, tileSize, signal);
          } catch (error) {
            if (!signal.aborted) missed();
            throw error;
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

/** What is a layer's own in a tile: its rows, its label points, its counts far out. */
function partOf(tile, { vector_layers: own }) {
  return new Map(own.filter(({ id }) => tile.has(id)).map(({ id }) => [id, tile.get(id)]));
}
