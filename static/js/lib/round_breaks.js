/** Class bounds that people can read, for the measures of areas; no DOM. */

// Half of the places stay bare, the top class holds the few that stand out.
const SHARES = [0.5, 0.65, 0.8, 0.9, 0.97];

/**
 * Ascending lower bounds of classes at fixed shares of the values, each rounded to two digits and strictly growing;
 * [] when no value is above nothing.
 */
export function roundBreaks(values) {
  const sorted = values.filter((value) => value > 0).sort((a, b) => a - b);
  const breaks = [];
  for (const share of sorted.length > 0 ? SHARES : []) {
    const bound = rounded(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
    breaks.push(breaks.length > 0 && bound <= breaks.at(-1) ? rounded(breaks.at(-1) * 1.5) : bound);
  }
  return breaks;
}

function rounded(value) {
  return Number(value.toPrecision(2));
}
