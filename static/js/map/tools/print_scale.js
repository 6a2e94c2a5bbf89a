/** Scales of a printed map: how wide the screen's pixels are on paper, and round lengths for the bar; no DOM. */
import { metresPerPixel } from '../../lib/projection.js';

/** A CSS pixel on paper, metres. */
export const PIXEL_M = 0.0254 / 96;
export const SCALES = [1000, 2000, 2500, 5000, 7500, 10_000, 15_000, 20_000, 25_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000];

/** The number N of 1:N at a zoom and latitude (degrees). */
export function scaleNumber(zoom, latitude) {
  return metresPerPixel(zoom, latitude) / PIXEL_M;
}

/** The zoom at which a map has the scale 1:number at a latitude. */
export function zoomForScale(number, latitude) {
  return Math.log2(metresPerPixel(0, latitude) / (number * PIXEL_M));
}

/** The offered scale that shows at least as much as a zoom does. */
export function roundScale(zoom, latitude) {
  const exact = scaleNumber(zoom, latitude);
  return SCALES.find((one) => one >= exact * 0.999) ?? SCALES.at(-1);
}

/** The longest round length (1, 2 or 5 × 10ⁿ metres) that is at most so long on paper: {metres, millimetres}. */
export function barLength(number, longestMm) {
  const most = number * longestMm / 1000;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((lead) => lead * power).find((length) => length <= most);
  return { metres, millimetres: metres * 1000 / number };
}

/** A length in words: 500 m, 2 km. */
export function lengthText(metres) {
  return metres >= 1000 ? `${Number((metres / 1000).toFixed(2))} km` : `${Number(metres.toFixed(metres < 10 ? 2 : 0))} m`;
}

/** 1:10,000 with separators. */
export function scaleText(number) {
  return `1:${Math.round(number).toLocaleString('en-US')}`;
}
