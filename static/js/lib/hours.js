/** Counts by weekday and hour; no DOM. */

/** Seven rows of 24 counts, Monday first, from rows {weekday 1–7, hour, reported}. */
export function hourMatrix(rows) {
  const matrix = Array.from({ length: 7 }, () => Array(24).fill(0));
  for (const row of rows) matrix[row.weekday - 1][row.hour] = row.reported;
  return matrix;
}

/** The hour with the most, {day 0 = Monday, hour, reported}; null where there is nothing. */
export function busiest(matrix) {
  let found = null;
  for (const [day, counts] of matrix.entries()) {
    for (const [hour, reported] of counts.entries()) {
      if (reported > (found?.reported ?? 0)) found = { day, hour, reported };
    }
  }
  return found;
}
