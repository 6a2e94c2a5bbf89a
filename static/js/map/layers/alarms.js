/** Alarms as diamonds with a sign, above everything; new ones with their word. */
import { alarmMarks, alarmWords } from '../alarm_symbols.js';

export default {
  name: 'alarms',
  paint: (kit) => alarmMarks(kit),
  labels: (kit) => alarmWords(kit),
};
