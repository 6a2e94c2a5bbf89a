/** Hot cells that touch, as one place each; no DOM. */

/**
 * [{finding, cells, trend, robust, robust_share, seen, expected, z, lon, lat, place, place_en}], the strongest first: class, badge and figures are those of
 * the cell with the greatest z, robust where any of its cells is.
 */
export function findingsOf(cells) {
  const found = new Map();
  for (const cell of cells) {
    if (!found.has(cell.finding)) found.set(cell.finding, []);
    found.get(cell.finding).push(cell);
  }
  return [...found].map(([finding, some]) => {
    const top = some.reduce((best, one) => (one.z > best.z ? one : best));
    const { trend, seen, expected, z, lon, lat, place, place_en } = top;
    return { finding, cells: some, trend, seen, expected, z, lon, lat, place, place_en, robust: some.some((one) => one.robust), robust_share: Math.max(...some.map((one) => one.robust_share)) };
  }).sort((one, other) => other.z - one.z);
}
