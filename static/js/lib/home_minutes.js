/** Minutes of buildings, drawn together in cells, before and after a change; no DOM. */

// Upper bounds of the classes in whole minutes; longer walks are the last class, what reaches nothing has its own.
export const BOUNDS = [5, 10, 15, 20, 30];
export const NOT_REACHED = 99;
// What reaches nothing counts as an hour in the mean of a cell.
const LONGEST = 60;

/** The class of whole minutes: '0'… by BOUNDS, 'none' for what reaches nothing. */
export function minuteClass(minutes) {
  if (minutes >= NOT_REACHED) return 'none';
  const place = BOUNDS.findIndex((bound) => minutes <= bound);
  return String(place < 0 ? BOUNDS.length : place);
}

/** What a change does to a walk, given the minutes a service is to be reached in: gained, lost, nearer, farther or same. */
export function changeOf(before, after, limit) {
  if (before > limit && after <= limit) return 'gained';
  if (before <= limit && after > limit) return 'lost';
  if (after < before) return 'nearer';
  return after > before ? 'farther' : 'same';
}

/** Minutes after a change by building, in the order of `body`: changed is {id, adult, elderly} of those that change, or null. */
export function afterMinutes(body, pace, changed) {
  if (!changed) return body[pace];
  const moved = new Map(changed.id.map((id, index) => [id, changed[pace][index]]));
  return body.id.map((id, index) => moved.get(id) ?? body[pace][index]);
}

/** The mean of the buildings of every cell, whole minutes; NOT_REACHED where none of them reaches anything. */
export function cellMinutes(number, minutes) {
  let from = 0;
  return number.map((n) => {
    const some = minutes.slice(from, from + n);
    from += n;
    if (some.every((one) => one >= NOT_REACHED)) return NOT_REACHED;
    return Math.ceil(some.reduce((sum, one) => sum + Math.min(one, LONGEST), 0) / n);
  });
}

/** What most of the buildings of every cell get from a change. */
export function cellChanges(number, before, after, limit) {
  let from = 0;
  return number.map((n) => {
    const counts = { gained: 0, lost: 0, nearer: 0, farther: 0, same: 0 };
    for (let index = from; index < from + n; index += 1) counts[changeOf(before[index], after[index], limit)] += 1;
    from += n;
    if (counts.gained || counts.lost) return counts.gained >= counts.lost ? 'gained' : 'lost';
    if (counts.nearer || counts.farther) return counts.nearer >= counts.farther ? 'nearer' : 'farther';
    return 'same';
  });
}

/** How many buildings gain and lose the service, and how many are beyond the limit after the change. */
export function countedHomes(before, after, limit) {
  const counts = { gained: 0, lost: 0, beyond: 0 };
  before.forEach((was, index) => {
    const kind = changeOf(was, after[index], limit);
    if (kind in counts) counts[kind] += 1;
    if (after[index] > limit) counts.beyond += 1;
  });
  return counts;
}
