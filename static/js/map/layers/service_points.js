/** Service points as squares; pages that list them draw numbered pins of their own. */
import { square } from '../symbols.js';

export default {
  name: 'service_points',
  paint: (kit) => [square('service_points', kit.colourOf('kind'), kit.theme.ground, 8 * kit.scale)],
};
