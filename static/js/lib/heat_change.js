/** Changes between two periods as classes of a diverging ramp, and as words people can rely on; no DOM. */

const STRONG = 2;

/**
 * The class of a change: 'much_more', 'more', 'fewer', 'much_fewer', 'unclear' or 'too_few'. verdict is the server's;
 * a (before) and b (after) are counts in periods of days_a and days_b days.
 */
export function changeClass({ verdict, a, b }, daysBefore, daysAfter) {
  if (verdict === 'unclear' || verdict === 'too_few') return verdict;
  const ratio = (b / daysAfter) / (a / daysBefore);
  if (verdict === 'more') return ratio >= STRONG ? 'much_more' : 'more';
  return ratio <= 1 / STRONG ? 'much_fewer' : 'fewer';
}

export const CHANGE_CLASSES = ['much_more', 'more', 'unclear', 'fewer', 'much_fewer', 'too_few'];

/** Colours of the classes: neither of the lateness colours, nor a heat ramp; those without one are hatched. */
export const CHANGE_COLOURS = {
  dark: { much_more: '#E29BFF', more: '#9A5BC4', fewer: '#1E8F7E', much_fewer: '#5FE0C8', unclear: '#9DB4CE', too_few: '#9DB4CE' },
  light: { much_more: '#6A1B8A', more: '#B483CC', fewer: '#6DBBAB', much_fewer: '#00695C', unclear: '#4A5A70', too_few: '#4A5A70' },
};
export const HATCHED = { unclear: 'diagonal', too_few: 'dots' };

/** Rows in the order of a column; nothing (null) comes last whichever way. */
export function sortedRows(rows, column, down) {
  const side = down ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one[column] ?? null, other[column] ?? null];
    if (a === null || b === null) return (a === null) - (b === null);
    return side * (typeof a === 'number' ? a - b : String(a).localeCompare(String(b), 'zh'));
  });
}
