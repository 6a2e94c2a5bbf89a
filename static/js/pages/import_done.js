/** The result on the map: the borders of the file's level, and the file as it was stored. Global: L. */
import { drawFile, startImportMap } from './import_map.js';

const box = document.getElementById('map');
const started = startImportMap(box?.dataset.borders ? [box.dataset.borders] : []);
if (started) drawFile(started, null, ['converted']);
