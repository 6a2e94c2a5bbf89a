/** Significant hot spots: tone, pattern and word of their class, a firm rim where they hold in other cells; too few is hatched. */
import { hotspotCells, hotspotWords } from '../hotspot_symbols.js';

export default {
  name: 'hotspots',
  paint: (kit) => hotspotCells(kit),
  labels: (kit) => hotspotWords(kit),
};
