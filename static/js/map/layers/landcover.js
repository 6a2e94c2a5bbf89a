/** Land cover: flat fills by kind. */
import { fill } from '../symbols.js';

export default {
  name: 'landcover',
  paint: (kit) => [fill('landcover', kit.colourOf('kind'))],
};
