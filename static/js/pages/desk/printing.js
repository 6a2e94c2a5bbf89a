/** A desk on paper: the map is its picture, with legend, scale and title, as large as the screen showed it. */
import { part } from './desk.js';

/** Puts what draw() returns on paper whenever the page is printed. */
export function printAs(draw) {
  const sheet = part('sheet');
  window.addEventListener('beforeprint', () => sheet.replaceChildren(draw()));
  window.addEventListener('afterprint', () => sheet.replaceChildren());
}
