/** Buildings: fills by use, on a shadow that grows with the floors; far out a square for as many as there are. */
import { countPattern } from '../count_symbols.js';
import { fill, shadow } from '../symbols.js';

export default {
  name: 'buildings',
  paint: (kit) => [
    ...countPattern('buildings', kit.swatch('residential')),
    shadow('buildings', kit.theme.shadow), fill('buildings', kit.colourOf('use')),
  ],
};
