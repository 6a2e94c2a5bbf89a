/** District borders. */
import { border, label } from '../symbols.js';

export default {
  name: 'districts',
  paint: (kit) => border('districts', kit, { width: 3 }),
  labels: (kit) => [label('districts_labels', kit, { size: 20, weight: 700, minzoom: 0, maxzoom: 10 })],
};
