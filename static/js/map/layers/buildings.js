/** Buildings: fills by use, on a shadow that grows with the floors. */
import { fill, shadow } from '../symbols.js';

export default {
  name: 'buildings',
  paint: (kit) => [shadow('buildings', kit.theme.shadow), fill('buildings', kit.colourOf('use'))],
};
