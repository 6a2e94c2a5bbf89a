/** Roads: casings first, then surfaces, lesser classes below greater ones, drawn at their true width. */
import { roadRules, roadNames } from '../road_symbols.js';

export default {
  name: 'roads',
  paint: (kit) => roadRules(kit),
  labels: (kit) => roadNames(kit),
};
