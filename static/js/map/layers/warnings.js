/** Warnings of something emerging: the square it is about, and an arrow upwards in its middle. */
import { warningMarks, warningSquares } from '../warning_symbols.js';

export default {
  name: 'warnings',
  paint: (kit) => warningSquares(kit),
  labels: (kit) => warningMarks(kit),
};
