/** Borders of blocks, the pieces grids are put together from. */
import { border } from '../symbols.js';

export default {
  name: 'blocks',
  paint: (kit) => border('blocks', kit, { width: 0.8 }),
};
