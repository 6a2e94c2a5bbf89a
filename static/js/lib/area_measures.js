/** What an area is coloured by: its events, per 1,000 households or per km², all of them per 30 days; no DOM. */
import { classOf } from './classes.js';
import { roundBreaks } from './round_breaks.js';

const MONTH = 30;

/** The value of a measure for an area of a period of so many days; null where nothing may be said. count: 'reports' or 'incidents'. */
export function measured(area, measure, days, count) {
  if (measure === 'count') return area[count] / days * MONTH;
  if (measure === 'km2') return area.per_km2_30d;
  return area.too_few || area.per_1000_households === null ? null : area.per_1000_households;
}

/** The classes of areas by fixed bounds: Map uuid → '0'…, 'too_few'; those below the first bound are left out. */
export function areaClasses(areas, measure, days, count, breaks) {
  const found = new Map();
  for (const area of areas) {
    const value = measured(area, measure, days, count);
    const band = value === null ? 'too_few' : classOf(value, breaks);
    if (band !== -1) found.set(area.uuid, String(band));
  }
  return found;
}

/** The bounds of a measure from a year of the same choice, so that they hold for every period. */
export function areaBreaks(areas, measure, days, count) {
  return roundBreaks(areas.map((area) => measured(area, measure, days, count) ?? 0));
}
