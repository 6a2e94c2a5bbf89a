/** Classes of a value by ascending lower bounds. */

/** The class (0 = lowest) a value falls in, -1 below the first bound. */
export function classOf(value, breaks) {
  let found = -1;
  while (found + 1 < breaks.length && value >= breaks[found + 1]) found += 1;
  return found;
}
