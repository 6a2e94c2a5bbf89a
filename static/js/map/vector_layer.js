/** One canvas layer out of several of our tile layers. Globals: L, protomapsL (classic scripts). */
import { kitFor } from './kit.js';
import { keepFresh } from '../live/fresh_tiles.js';
import { createTileReaders } from './tile_reader.js';

// Tiles of one zoom above are drawn at twice their size: a quarter of the requests.
const LEVEL_DIFF = 1;
const TILE_PX = 256;
// The library forgets the labels of all but 16 tiles, a wall of 3840 pixels shows more.
const LABELLED_TILES = 96;

/**
 * A Leaflet layer that draws declarations in the given order.
 * setup.layers: name → TileJSON; settings: {theme, lang, scale, breaks, policy, pane, queries: {name: parameters}, paint, labels, sharp: device pixels a pixel}.
 * Declarations whose layer the viewer may not see are left out. With settings.live (live/live.js) the layer follows the data.
 */
export function vectorLayer(declarations, setup, settings = {}) {
  const drawn = declarations.filter((declaration) => setup.layers[declaration.name]);
  const size = { stretch: 1 };
  const readers = createTileReaders(setup.layers, settings.live?.versions);
  const sources = Object.fromEntries(drawn.map(({ name }) => [name, { url: {}, levelDiff: LEVEL_DIFF, maxDataZoom: setup.layers[name].maxzoom }]));
  const { paint, labels } = rulesOf(drawn, setup, settings, () => size.stretch);
  const layer = protomapsL.leafletLayer({
    sources, paintRules: paint, labelRules: labels, attribution: '', pane: settings.pane ?? 'tilePane', lang: settings.lang ?? 'zh',
    devicePixelRatio: settings.sharp,
  });
  layer.labelers.maxLabeledTiles = LABELLED_TILES;
  // The library's own source would read a joined tile once for each of its layers.
  for (const [name, { tileCache }] of layer.views) tileCache.source = readers.of(setup.layers[name], settings.queries?.[name] ?? {});
  const refresh = settings.live ? keepFresh(layer, readers, { live: settings.live, drawAnew }) : () => {};
  readers.serve(layer, () => {
    drawAnew(layer);
    refresh();
  });
  keepSharp(layer, size);
  return layer;
}

function rulesOf(drawn, setup, settings, stretch) {
  const kits = drawn.map((declaration) => [declaration, kitFor(setup.layers[declaration.name], settings, stretch)]);
  const rules = (kind) => (settings[kind] === false ? [] : kits.flatMap(([declaration, kit]) => declaration[kind]?.(kit) ?? []));
  return { paint: rules('paint'), labels: rules('labels') };
}

/** Between whole zooms, where the map stretches its tiles: lettering as large as always, and a pixel of a tile for each of the screen. */
function keepSharp(layer, size) {
  const measure = (map) => {
    size.stretch = 2 ** (Math.round(map.getZoom()) - map.getZoom());
    layer.tileSize = Math.ceil(TILE_PX * layer.devicePixelRatio / Math.min(1, size.stretch));
  };
  const adapt = ({ target }) => {
    const before = size.stretch;
    measure(target);
    if (size.stretch !== before) drawAnew(layer);
  };
  layer.on('add', () => {
    measure(layer._map);
    layer._map.on('zoomend', adapt);
  });
  layer.on('remove', () => layer._map.off('zoomend', adapt));
}

/** Lays out and draws the tiles that are on screen anew; tiles that did not arrive are asked for again. */
export function drawAnew(layer) {
  layer.clearLayout();
  layer.labelers.maxLabeledTiles = LABELLED_TILES;
  layer.rerenderTiles();
}
