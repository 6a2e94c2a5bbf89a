/** The figures of a whole plan as rows: before and after, and whether they are good, by a word. */

// Source: the grid upgrade plan (resource balance index, share within fifteen minutes).
const BALANCED = 0.75;
const SERVED = 0.8;
const percent = (value) => (value === null || value === undefined ? null : Math.round(1000 * value) / 10);
const target = (value) => (value === null || value === undefined ? null : value >= BALANCED ? ['good', 'target'] : ['bad', 'noTarget']);
const ROWS = [
  { name: 'grids', read: ({ grids }) => grids },
  { name: 'in_band', read: ({ in_band: inside, judged }) => `${inside.toLocaleString('en')} / ${judged.toLocaleString('en')}`, judge: (now) => (now.in_band === now.judged ? ['good', 'reached'] : ['bad', 'notReached']) },
  { name: 'mad', read: ({ mad }) => percent(mad), better: -1 },
  { name: 'balance', read: ({ balance }) => balance, digits: 2, judge: ({ balance }) => target(balance) },
  { name: 'staff', read: ({ staff_balance: value }) => value, digits: 2, judge: ({ staff_balance: value }) => target(value) },
  { name: 'kept', read: ({ kept }) => percent(kept) },
  { name: 'workers', read: ({ workers }) => workers },
  { name: 'events', read: ({ events }) => events, once: true },
  { name: 'workload', read: ({ workload }) => workload, once: true },
  { name: 'subjects', read: ({ subjects }) => subjects, once: true },
  { name: 'served', read: ({ served }) => percent(served), once: true, judge: ({ served }) => (served === null ? null : served >= SERVED ? ['good', 'reached'] : ['bad', 'notReached']) },
  { name: 'splits', read: ({ splits }) => splits, once: true },
];

/** Rows {name, then, now, kind, word}; then is null where nothing changes or a sum cannot change. */
export function totalRows({ before, after }) {
  return ROWS.map(({ name, read, digits, better, judge, once }) => {
    const now = text(read(after), digits);
    const then = once ? now : text(read(before), digits);
    const change = better && typeof read(before) === 'number' && then !== now ? ((read(after) - read(before)) * better > 0 ? ['good', 'better'] : ['bad', 'worse']) : null;
    const [kind, word] = judge?.(after) ?? change ?? [null, null];
    return { name, then: then === now ? null : then, now, kind, word };
  });
}

function text(value, digits = 0) {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits || 1 });
}
