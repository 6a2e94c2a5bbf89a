/** Businesses as dots. */
import { signMarks } from '../sign_marks.js';

export default {
  name: 'businesses',
  paint: (kit) => signMarks('businesses', kit, { outline: 'dot' }),
};
