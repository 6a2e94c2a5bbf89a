/** One canvas layer out of several of our tile layers. Globals: L, protomapsL (classic scripts). */
import { tileAddress } from '../lib/projection.js';
import { kitFor } from './kit.js';

// Tiles of one zoom above are drawn at twice their size: a quarter of the requests.
const LEVEL_DIFF = 1;

/**
 * A Leaflet layer that draws declarations in the given order.
 * setup.layers: name → TileJSON; settings: {theme, lang, scale, breaks, pane, query}. Declarations whose
 * layer the viewer may not see are left out.
 */
export function vectorLayer(declarations, setup, settings = {}) {
  const drawn = declarations.filter((declaration) => setup.layers[declaration.name]);
  const sources = {};
  const rules = { paint: [], labels: [] };
  for (const declaration of drawn) {
    const description = setup.layers[declaration.name];
    const kit = kitFor(description, settings);
    sources[declaration.name] = {
      url: tileReader(description, settings.query ?? {}), levelDiff: LEVEL_DIFF, maxDataZoom: description.maxzoom,
    };
    if (settings.paint !== false) rules.paint.push(...(declaration.paint?.(kit) ?? []));
    if (settings.labels !== false) rules.labels.push(...(declaration.labels?.(kit) ?? []));
  }
  return protomapsL.leafletLayer({
    sources, paintRules: rules.paint, labelRules: rules.labels, attribution: '',
    pane: settings.pane ?? 'tilePane', lang: settings.lang ?? 'zh',
  });
}

/** A tile reader in the form the drawing library takes: nothing outside the zooms, nothing on a refusal. */
function tileReader(description, query) {
  return {
    async getZxy(z, x, y, signal) {
      if (z < description.minzoom || z > description.maxzoom) return undefined;
      const response = await fetch(tileAddress(description.tiles[0], query, z, x, y), { signal });
      if (!response.ok) return undefined;
      const data = await response.arrayBuffer();
      return data.byteLength ? { data } : undefined;
    },
  };
}
