/** Place names. */
import { label } from '../symbols.js';

export default {
  name: 'places',
  labels: (kit) => [label('places', kit, { size: 13, fill: kit.theme.muted })],
};
