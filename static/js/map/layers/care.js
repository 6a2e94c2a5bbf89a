/** Care counts as quiet dots; the care page writes the numbers beside them itself. */
import { dot } from '../symbols.js';

export default {
  name: 'care',
  paint: (kit) => [dot('care', () => kit.theme.text, kit.theme.ground, 4)],
};
