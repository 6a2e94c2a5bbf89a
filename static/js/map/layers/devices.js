/** Devices as rounded squares with a sign; hollow ones are not in order. */
import { signMarks } from '../sign_marks.js';

export default {
  name: 'devices',
  paint: (kit) => signMarks('devices', kit, { outline: 'rounded', hollow: ({ state }) => state === 'faulty' || state === 'offline' }),
};
