/** Square cells with counts, addressed like tiles of a zoom; densities in events per km² per 30 days; no DOM. */
import { classOf } from './classes.js';

const MONTH = 30;
// Cells of about a kilometre; coarser ones say nothing of places. What is too few in them is hatched.
const COARSEST = 15;
// Fewer events in a cell are no finding.
export const FEWEST = 5;
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

/** The classes of cells by fixed bounds: [[cell, class or 'too_few']], those below the first bound left out. counts: [[cell, n]]. */
export function classified(counts, km2, days, breaks) {
  const found = [];
  for (const [cell, n] of counts) {
    const band = classOf(density(n, km2[cell], days), breaks);
    if (band >= 0) found.push([cell, n < FEWEST ? 'too_few' : band]);
  }
  return found;
}

/**
 * The zoom of cells whose first class needs as many events in a period of so many days as are a finding: finest where there is
 * much, each step coarser where there is less, so that a quiet category does not turn every event into the top class.
 */
export function zoomForCells({ z, km2 }, days, breaks) {
  const least = Math.max(...km2.slice(0, 1), 1e-6);
  let zoom = z;
  while (zoom > COARSEST && density(FEWEST, least * 4 ** (z - zoom), days) > breaks[0]) zoom -= 1;
  return zoom;
}

/** Cells as those of a coarser zoom: {grid: {z, x, y, km2}, parent: the number of the coarser cell by cell}. */
export function coarser(grid, zoom) {
  const step = 2 ** (grid.z - zoom);
  const numbers = new Map();
  const found = { z: zoom, x: [], y: [], km2: [] };
  const parent = grid.x.map((column, cell) => {
    const [x, y] = [Math.floor(column / step), Math.floor(grid.y[cell] / step)];
    const key = `${x}/${y}`;
    if (!numbers.has(key)) {
      numbers.set(key, found.x.length);
      found.x.push(x);
      found.y.push(y);
      found.km2.push(grid.km2[cell] * step ** 2);
    }
    return numbers.get(key);
  });
  return { grid: found, parent };
}

/** Counts [[cell, n]] by the coarser cells: [[cell, n]], each cell once. */
export function merged(counts, parent) {
  const total = new Map();
  for (const [cell, n] of counts) total.set(parent[cell], (total.get(parent[cell]) ?? 0) + n);
  return [...total];
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

/** A box in degrees as GeoJSON. */
export function boxShape([west, south, east, north]) {
  return { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
}

/** West, south, east, north in degrees of a square of so many metres around a place. */
export function squareBounds(lon, lat, side) {
  const up = side / 2 / EARTH_M * 360;
  const across = up / Math.cos(lat * Math.PI / 180);
  return [lon - across, lat - up, lon + across, lat + up];
}

/** The side of a cell on the ground, metres, at a latitude. */
export function cellSide(z, latitude) {
  return EARTH_M * Math.cos(latitude * Math.PI / 180) / 2 ** z;
}
