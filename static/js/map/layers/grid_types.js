/** Grid types: colour, pattern and letter, so that they read without colour. */
import { typeLetters, typeFills } from '../grid_type_symbols.js';

export default {
  name: 'grid_types',
  paint: (kit) => typeFills(kit),
  labels: (kit) => typeLetters(kit),
};
