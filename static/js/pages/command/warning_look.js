/** Looking at a warning: its category and days in the address, its square framed; no DOM. */

const LAYERS = 'late,events';

/** The state of the wall that shows the events of a warning; without heat, which would cover them. */
export function lookOf(row) {
  return { category: row.category, from: row.starts_on, to: row.last_seen_on, days: '', area: '', layers: LAYERS };
}

/** The state that leads out again. */
export const AWAY = { category: '', from: '', to: '', layers: '' };

/** The warning that a state looks at, null for none. */
export function lookedAt(warnings, state) {
  return warnings.find((row) => row.category === state.category && row.starts_on === state.from && row.last_seen_on === state.to && !state.area) ?? null;
}

/** What of the map shows a warning with room around it: [west, south, east, north]. */
export function boxAround(row) {
  const [width, height] = [row.east - row.west, row.north - row.south];
  return [row.west - width, row.south - height, row.east + width, row.north + height];
}
