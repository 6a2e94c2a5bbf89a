/** Where a grid stands to the households it should have: five classes around a band, and what a move would do. */

// Outside the middle class: how far below or above still counts as near (the legend says so).
const NEAR = 0.2;

/** The class of a count: far_below, below, inside, above, far_above; unjudged without a band ([low, high]). */
export function bandClass(households, band) {
  if (!band) return 'unjudged';
  const [low, high] = band;
  if (households < low) return households < low * (1 - NEAR) ? 'far_below' : 'below';
  if (households > high) return households > high * (1 + NEAR) ? 'far_above' : 'above';
  return 'inside';
}

/** The bounds of the five classes for a legend: texts such as '< 240', '240–299', '300–500', '501–600', '> 600'. */
export function bandTexts([low, high]) {
  const near = Math.round(low * (1 - NEAR));
  const far = Math.round(high * (1 + NEAR));
  return { far_below: `< ${near}`, below: `${near}–${low - 1}`, inside: `${low}–${high}`, above: `${high + 1}–${far}`, far_above: `> ${far}` };
}

/** Into how many parts a grid is best split: near the middle of the band, no part above it where that can be; two at least. */
export function evenParts(households, [low, high]) {
  const middle = Math.round((2 * households) / (low + high));
  return Math.max(2, Math.ceil(households / high), Math.min(middle, Math.floor(households / low)));
}

/** Households of two grids after blocks change over: {giving, taking, moved}; blocks: Map number → {key, households}. */
export function afterMove(blocks, numbers, taking) {
  const change = new Map();
  let moved = 0;
  for (const number of numbers) {
    const { key, households } = blocks.get(number);
    if (key === taking) continue;
    moved += households;
    change.set(key, (change.get(key) ?? 0) - households);
    change.set(taking, (change.get(taking) ?? 0) + households);
  }
  return { moved, change };
}
