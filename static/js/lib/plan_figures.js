/** The figures of a grid as rows of the inspector: how each is shown, and whether it is good, by a word. */

const HECTARE_M2 = 10_000;
// Share of residents to be within fifteen minutes' walk of a room (the grid upgrade plan).
const SERVED = 0.8;
const percent = (value) => (value === null || value === undefined ? null : Math.round(1000 * value) / 10);
// better: which way a change is an improvement; judge: good, bad or null by the value itself, with the key of its word.
const ROWS = [
  { name: 'households', read: ({ households }) => households, judge: ({ word }) => ({ inside: ['good', 'inside'], below: ['bad', 'low'], above: ['bad', 'high'] })[word] ?? null },
  { name: 'persons', read: ({ persons }) => persons },
  { name: 'workers', read: ({ workers }) => workers },
  { name: 'events', read: ({ events }) => events },
  { name: 'workload', read: ({ workload }) => workload },
  { name: 'subjects', read: ({ subjects }) => subjects, hidden: true },
  { name: 'served', read: ({ served }) => percent(served), judge: (_, { served }) => (served === null ? null : served >= SERVED ? ['good', 'reached'] : ['bad', 'notReached']) },
  { name: 'homogeneity', read: ({ homogeneity }) => percent(homogeneity), better: 1 },
  { name: 'compact', read: ({ polsby_popper: value }) => value, digits: 2, better: 1 },
  { name: 'reock', read: ({ reock }) => reock, digits: 2, better: 1 },
  { name: 'followed', read: ({ followed }) => percent(followed), better: 1 },
  { name: 'barriers', read: ({ barriers_m: metres }) => metres, better: -1 },
  { name: 'pieces', read: ({ pieces }) => pieces, judge: (_, { pieces }) => (pieces > 1 ? ['bad', 'broken'] : ['good', 'whole']) },
  { name: 'blocks', read: ({ blocks }) => blocks },
  { name: 'shops', read: ({ shops }) => shops },
  { name: 'area', read: ({ area_m2: area }) => area / HECTARE_M2, digits: 1 },
];

/**
 * Rows {name, then, now, kind, word}: texts before and after (then null where the same or new), kind good, bad or null and the
 * key of its word. grid: {before, after, word}; a hidden count of people is shown as fewer than five.
 */
export function figureRows({ before, after, word }) {
  return ROWS.map(({ name, read, digits, better, judge, hidden }) => {
    const now = read(after);
    const then = before ? read(before) : undefined;
    const shown = text(now, digits, hidden);
    const shownThen = before ? text(then, digits, hidden) : null;
    const [kind, said] = judge?.({ word }, after) ?? changed(then, now, shownThen === shown ? 0 : better) ?? [null, null];
    return { name, then: shownThen === shown ? null : shownThen, now: shown, kind, word: said };
  });
}

function changed(then, now, better) {
  if (!better || typeof then !== 'number' || typeof now !== 'number') return null;
  return (now - then) * better > 0 ? ['good', 'better'] : ['bad', 'worse'];
}

function text(value, digits, hidden) {
  if (value === null || value === undefined) return hidden ? '< 5' : '—';
  return value.toLocaleString('en', { minimumFractionDigits: digits ?? 0, maximumFractionDigits: digits ?? 1 });
}
