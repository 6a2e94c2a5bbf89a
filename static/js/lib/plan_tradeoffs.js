/** The trade-offs of alternatives as rows of a table: what is shown, and which of them is best. */

const percent = (value) => (value === null || value === undefined ? null : 100 * value);
const ROWS = [
  { name: 'grids', read: ({ grids }) => grids, digits: 0 },
  { name: 'in_band', read: ({ in_band: inside, judged }) => (judged ? 100 * inside / judged : null), digits: 1, better: 'most' },
  { name: 'mad', read: ({ mad }) => percent(mad), digits: 1, better: 'least' },
  { name: 'balance', read: ({ balance }) => balance, digits: 2, better: 'most' },
  { name: 'moved', read: ({ moved }) => moved, digits: 0, better: 'least' },
  { name: 'crossing', read: ({ crossing }) => crossing, digits: 0, better: 'least' },
  { name: 'polsby_popper', read: ({ polsby_popper: value }) => value, digits: 2, better: 'most' },
  { name: 'followed', read: ({ followed }) => percent(followed), digits: 1, better: 'most' },
  { name: 'cut_km', read: ({ cut_m: metres }) => metres / 1000, digits: 1, better: 'least' },
  { name: 'workers', read: ({ workers }) => workers, digits: 0 },
  { name: 'infeasible', read: ({ infeasible }) => infeasible.length, digits: 0 },
];

/**
 * Rows {name, now, values: [{text, best}]}. now: figures of the plan as it is (or null); others: figures of each alternative.
 * The best of two or more that differ in what is shown is marked; what is merely a fact has no best.
 */
export function tradeoffRows(now, others) {
  return ROWS.map(({ name, read, digits, better }) => {
    const shown = others.map((one) => text(read(one), digits));
    const numbers = others.map(read).filter((value) => value !== null);
    const best = numbers.length ? text((better === 'most' ? Math.max : Math.min)(...numbers), digits) : null;
    const differ = new Set(shown).size > 1;
    return { name, now: now ? text(read(now), digits) : '—', values: shown.map((words) => ({ text: words, best: Boolean(better) && differ && words === best })) };
  });
}

function text(value, digits) {
  if (value === null || value === undefined) return '—';
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
