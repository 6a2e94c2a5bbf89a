/** The signs of points for the legend of the map. */
import { element } from '../../lib/dom.js';

const SIGNS = { new: '1', closed: '×' };

/** The mark of a kind of point: now, new or closed. */
export function pointMark(kind) {
  return element('span', { class: `coverage-point in-legend ${kind}`, 'aria-hidden': 'true' }, SIGNS[kind] ?? '');
}
