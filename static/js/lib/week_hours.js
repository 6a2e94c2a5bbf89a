/** Hours of the week, Monday 0:00 = 0 to Sunday 23:00 = 167, as sets and as the ranges of a link; no DOM. */

export const HOURS = 168;
const A_DAY = 24;

/** The set of hours in '8-17,32'; empty for an empty text, and what is no hour is left out. */
export function hoursOf(text) {
  const hours = new Set();
  for (const part of text ? text.split(',') : []) {
    const [first, last = first] = part.split('-').map(Number);
    for (let hour = first; hour <= last && hour < HOURS; hour += 1) hours.add(hour);
  }
  return hours;
}

/** The ranges of a set of hours; '' for none and for all, which are the same question. */
export function hoursText(hours) {
  if (hours.size === HOURS) return '';
  const parts = [];
  let first = -1;
  for (let hour = 0; hour <= HOURS; hour += 1) {
    if (hours.has(hour) && first < 0) first = hour;
    if (!hours.has(hour) && first >= 0) {
      parts.push(first === hour - 1 ? String(first) : `${first}-${hour - 1}`);
      first = -1;
    }
  }
  return parts.join(',');
}

/** The hours of the rectangle between two hours: days between theirs, and times of day between theirs. */
export function rectangle(one, other) {
  const [top, bottom] = ordered(Math.floor(one / A_DAY), Math.floor(other / A_DAY));
  const [left, right] = ordered(one % A_DAY, other % A_DAY);
  const found = [];
  for (let day = top; day <= bottom; day += 1) for (let time = left; time <= right; time += 1) found.push(day * A_DAY + time);
  return found;
}

/** A set with hours put in, or taken out where every one of them was in. */
export function switched(hours, some) {
  const next = new Set(hours);
  const all = some.every((hour) => next.has(hour));
  for (const hour of some) {
    if (all) next.delete(hour);
    else next.add(hour);
  }
  return next;
}

/** Hours people ask for: working days 8–18, evenings, nights, weekends. */
export const USUAL_HOURS = {
  work: days(0, 4).flatMap((day) => range(day, 8, 17)),
  evening: days(0, 6).flatMap((day) => range(day, 18, 22)),
  night: days(0, 6).flatMap((day) => [...range(day, 0, 5), ...range(day, 23, 23)]),
  weekend: days(5, 6).flatMap((day) => range(day, 0, 23)),
};

/** The class 0..steps-1 of each count for a shade of the matrix: the greatest has the last, nothing has -1. */
export function shades(counts, steps) {
  const most = Math.max(...counts, 1);
  return counts.map((count) => (count > 0 ? Math.min(steps - 1, Math.floor(count / most * steps)) : -1));
}

function days(first, last) {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function range(day, first, last) {
  return days(first, last).map((time) => day * A_DAY + time);
}

function ordered(one, other) {
  return one <= other ? [one, other] : [other, one];
}
