/** Subdistrict borders. */
import { border, label } from '../symbols.js';

export default {
  name: 'subdistricts',
  paint: (kit) => border('subdistricts', kit, { width: 2 }),
  labels: (kit) => [label('subdistricts_labels', kit, { size: 17, weight: 700, minzoom: 11, maxzoom: 14 })],
};
