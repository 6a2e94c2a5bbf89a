/** Single events: open ones coloured by lateness at this moment, closed ones quiet; far out their numbers. */
import { countMarks } from '../count_symbols.js';
import { eventDots } from '../event_symbols.js';

export default {
  name: 'events',
  paint: (kit) => [...countMarks('events', kit), ...eventDots(kit)],
};
