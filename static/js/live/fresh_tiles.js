/** Keeps what a canvas layer shows in step with the data: only tiles that changed are read again, and stand until then. */
import { paced } from '../lib/paced.js';

// Changes that come one after another are drawn this often, so that tiles of a busy place are not read all the time.
const SPACING_MS = 400;

/** Joins a canvas layer and its readers to the live stream while it is on a map; drawAnew lays its labels out again. */
export function keepFresh(layer, readers, { live, drawAnew, page = document }) {
  const refresh = paced(async () => {
    // What is on its way may show less than is known by now: it is looked at when it is there.
    if (await refreshShown(layer, readers, drawAnew, page)) refresh();
  }, SPACING_MS);
  const seen = () => { if (!page.hidden) refresh(); };
  let stop = null;
  layer.beforeAdd = () => dropStale(layer, readers, new Map());
  layer.on('add', () => {
    stop = live.listen((kinds) => { if ([...readers.kinds()].some((kind) => kinds.has(kind))) refresh(); });
    page.addEventListener('visibilitychange', seen);
  });
  layer.on('remove', () => {
    stop?.();
    page.removeEventListener('visibilitychange', seen);
  });
  return refresh;
}

/** Whether there is still something on its way. */
async function refreshShown(layer, readers, drawAnew, page) {
  if (!layer._map || page.hidden) return false;
  const shown = dataTiles(layer);
  dropStale(layer, readers, shown);
  const stale = [...shown.values()].filter(({ name, z, x, y, key, view }) => view.tileCache.cache.has(key) && readers.isStale(name, z, x, y));
  const labelled = layer.labelRules.length > 0;
  const renewed = await Promise.all(stale.map((tile) => renew(layer, tile, labelled)));
  if (labelled && renewed.includes(true)) drawAnew(layer);
  return [...layer.views.values()].some(({ tileCache }) => tileCache.inflight.size > 0);
}

/** The data tiles behind what is on screen: [source and key] → {name, view, key, z, x, y, drawn: keys of screen tiles}. */
function dataTiles(layer) {
  const found = new Map();
  for (const { coords } of Object.values(layer._tiles)) {
    // Tiles of another zoom stay on screen for a moment; drawing them anew would keep the library from drawing this one's.
    if (coords.z !== layer._tileZoom) continue;
    const wrapped = layer._wrapCoords(coords);
    for (const [name, view] of layer.views) {
      const { z, x, y } = view.dataTileForDisplayTile(wrapped).dataTile;
      const key = `${x}:${y}:${z}`;
      const id = `${name} ${key}`;
      if (!found.has(id)) found.set(id, { name, view, key, z, x, y, drawn: new Set() });
      found.get(id).drawn.add(layer._tileCoordsToKey(wrapped));
    }
  }
  return found;
}

/** Forgets stale tiles that are not on screen, with their labels: they are read again when they are looked at. */
function dropStale(layer, readers, shown) {
  for (const [name, { tileCache }] of layer.views) {
    for (const key of [...tileCache.cache.keys()]) {
      const [x, y, z] = key.split(':').map(Number);
      if (shown.has(`${name} ${key}`) || !readers.isStale(name, z, x, y)) continue;
      tileCache.cache.delete(key);
      for (const { index } of layer.labelers.labelers.values()) index.pruneKey(`${key}:${name}`);
    }
  }
}

/** Reads a tile and puts it in the place of the old one; whether that worked. What could not be read stays as it is. */
async function renew(layer, { view, key, z, x, y, drawn }, labelled) {
  const { tileCache } = view;
  try {
    const data = await tileCache.source.get({ z, x, y }, tileCache.tileSize);
    tileCache.cache.set(key, { used: performance.now(), data });
  } catch {
    return false;
  }
  if (layer._map && !labelled) for (const one of drawn) if (one.endsWith(`:${layer._tileZoom}`)) layer.rerenderTile(one);
  return true;
}
