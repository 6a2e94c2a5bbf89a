/** The result on the map: what is stored now, framed to the file. Global: L. */
import { startImportMap } from './import_map.js';

startImportMap(['districts', 'subdistricts', 'communities', 'grids']);
