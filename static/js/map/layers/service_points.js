/** Service points as dots; pages that list them draw numbered pins of their own. */
import { dot } from '../symbols.js';

export default {
  name: 'service_points',
  paint: (kit) => [dot('service_points', kit.colourOf('kind'), kit.theme.ground, 4)],
};
