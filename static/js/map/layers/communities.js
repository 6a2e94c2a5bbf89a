/** Community borders. */
import { border, label } from '../symbols.js';

export default {
  name: 'communities',
  paint: (kit) => border('communities', kit, { width: 1.4 }),
  labels: (kit) => [label('communities_labels', kit, { size: 14, weight: 700, minzoom: 14, maxzoom: 16 })],
};
