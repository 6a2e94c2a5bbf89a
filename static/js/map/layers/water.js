/** Water surfaces: flat fills by kind. */
import { fill } from '../symbols.js';

export default {
  name: 'water',
  paint: (kit) => [fill('water', kit.colourOf('kind'))],
};
