/** The map of a public page: ground and borders in the light theme, in the language of the page. */
import { addBasemap } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';
import { loadMapScripts } from './load_map.js';

/** Resolves to the map in an element once its scripts have come; options: of the layer of borders. */
export async function publicMap(box, borders, options = {}) {
  await loadMapScripts(box);
  const setup = readSetup();
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const map = createMap(box, setup, settings);
  addBasemap(map, setup, settings);
  vectorLayer(borders, setup, { ...settings, pane: 'borders', ...options }).addTo(map);
  return map;
}
