/** Periods of the heat desk; ISO days, both ends included; no DOM. */
import { daysBetween, shiftDay } from './format.js';

export const PRESETS = [7, 30, 90, 365];

/** The last days up to a day. */
export function lastDays(count, last) {
  return { from: shiftDay(last, 1 - count), to: last };
}

/** The preset that a period is, 0 when it is none; last is the day presets end on. */
export function presetOf({ from, to }, last) {
  const length = daysBetween(from, to) + 1;
  return to === last && PRESETS.includes(length) ? length : 0;
}

/** The period that stands for empty days: the one the data opens on; one missing end is as long before or after. */
export function filledDays({ from, to }, opening) {
  const length = daysBetween(opening.from, opening.to);
  if (from && to) return { from, to };
  if (to) return { from: shiftDay(to, -length), to };
  return from ? { from, to: from > opening.to ? from : opening.to } : { from: opening.from, to: opening.to };
}

/** The period a comparison is with: 'before', 'year_ago' (the same weekdays, 364 days earlier) or 'FROM..TO'. */
export function comparedDays({ from, to }, word) {
  const days = daysBetween(from, to) + 1;
  if (word === 'before') return { from: shiftDay(from, -days), to: shiftDay(from, -1) };
  if (word === 'year_ago') return { from: shiftDay(from, -364), to: shiftDay(to, -364) };
  const [first, last] = word.split('..');
  return { from: first, to: last };
}
