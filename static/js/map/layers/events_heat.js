/** Heat cells: the class of each cell's density, transparent below the first break. */
import { heatCells } from '../heat_symbols.js';

export default {
  name: 'events_heat',
  paint: (kit) => heatCells(kit),
};
