/** Square cells with counts, addressed like tiles of a zoom; densities in events per km² per 30 days; no DOM. */
import { classOf } from './classes.js';

const MONTH = 30;
const EARTH_M = 40_075_016.686;

/** One frame's pairs [cell, n, cell, n, …] as [[cell, n], …]. */
export function pairs(flat) {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], flat[2 * index + 1]]);
}

/** The counts of all frames added up, by cell: Map cell → n. Only frames that do not overlap may be added. */
export function summed(frames) {
  const total = new Map();
  for (const flat of frames) for (const [cell, n] of pairs(flat)) total.set(cell, (total.get(cell) ?? 0) + n);
  return total;
}

/** n events on km2 in so many days as a density. */
export function density(n, km2, days) {
  return n / km2 / days * MONTH;
}

/** The classes of cells by fixed bounds: [[cell, class]], those below the first bound left out. counts: [[cell, n]]. */
export function classified(counts, km2, days, breaks) {
  const found = [];
  for (const [cell, n] of counts) {
    const band = classOf(density(n, km2[cell], days), breaks);
    if (band >= 0) found.push([cell, band]);
  }
  return found;
}

/** The cell of a zoom that a place lies in: {x, y}. */
export function cellAt({ lng, lat }, z) {
  const side = 2 ** z;
  const bounded = (value) => Math.max(0, Math.min(side - 1, Math.floor(value)));
  const turn = Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI;
  return { x: bounded((lng + 180) / 360 * side), y: bounded((1 - turn) / 2 * side) };
}

/** West, south, east, north of a cell in degrees. */
export function cellBounds(z, x, y) {
  const side = 2 ** z;
  const lon = (column) => column / side * 360 - 180;
  const lat = (row) => Math.atan(Math.sinh(Math.PI * (1 - 2 * row / side))) * 180 / Math.PI;
  return [lon(x), lat(y + 1), lon(x + 1), lat(y)];
}

/** The side of a cell on the ground, metres, at a latitude. */
export function cellSide(z, latitude) {
  return EARTH_M * Math.cos(latitude * Math.PI / 180) / 2 ** z;
}
