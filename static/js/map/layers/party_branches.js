/** Party branches as flags with how they serve their grids. */
import { signMarks } from '../sign_marks.js';

export default {
  name: 'party_branches',
  paint: (kit) => signMarks('party_branches', kit, { outline: 'flag' }),
};
