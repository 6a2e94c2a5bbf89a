/** Which layers travel in one tile. */
import { kindVersions, withVersion } from '../lib/changed_tiles.js';

// Only layers that everybody may see and that no page filters: with others among them a tile would be private. Borders
// apart from the ground, which an edit of borders should not send again.
const TOGETHER = [
  ['landcover', 'water', 'roads', 'places'],
  ['districts', 'subdistricts', 'communities', 'grids'],
];

/**
 * The descriptions of the layers in whose tiles one comes; layers: name → TileJSON, those of the page. All of a group
 * whatever is drawn, so that all canvases of a page ask for the same tile, which is sent and read once.
 */
export function companions({ name }, layers, query = {}) {
  const group = TOGETHER.find((names) => names.includes(name));
  const filtered = Object.values(query).some((value) => value !== '' && value !== null && value !== undefined);
  if (!group || filtered) return [layers[name]];
  return group.filter((one) => layers[one]).map((one) => layers[one]);
}

/**
 * The tile of layers that travel together: {template, kinds, version}; only of those drawn at its zoom. kinds stand in the
 * order in which the server counts their versions; version is what the page was made with, '' where it does not say.
 */
export function tileOf(travelling, z) {
  const drawn = travelling.filter(({ minzoom, maxzoom }) => z >= minzoom && z <= maxzoom);
  const [{ name, tiles }] = drawn;
  const kinds = [...new Set(drawn.flatMap((one) => one.kinds ?? []))];
  const known = kindVersions(drawn);
  const version = kinds.every((kind) => kind in known) ? kinds.map((kind) => known[kind]).join('.') : '';
  const names = drawn.map((one) => one.name).join();
  return { template: withVersion(tiles[0].replace(`/${name}/{z}/`, `/${names}/{z}/`), version), kinds, version };
}
