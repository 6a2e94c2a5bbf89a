/** Resources as hexagons with a sign for their kind. */
import { signMarks } from '../sign_marks.js';

export default {
  name: 'resources',
  paint: (kit) => signMarks('resources', kit, { outline: 'hexagon' }),
};
