/** Grid borders. */
import { border, label } from '../symbols.js';

export default {
  name: 'grids',
  paint: (kit) => border('grids', kit, { width: 1 }),
  labels: (kit) => [label('grids_labels', kit, { size: 13, weight: 400, minzoom: 15, maxzoom: 20 })],
};
