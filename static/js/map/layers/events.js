/** Single events: open ones coloured by lateness at this moment, closed ones quiet. */
import { eventDots } from '../event_symbols.js';

export default {
  name: 'events',
  paint: (kit) => eventDots(kit),
};
