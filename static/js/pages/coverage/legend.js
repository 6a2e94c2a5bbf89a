/** Writes what the colours and marks of the map mean. */
import { element, replace } from '../../lib/dom.js';
import { swatchOf } from '../heat/looks.js';

/** Shows a legend {title, unit, items, notes} in a node; items have a look and its opacity, or a point's kind. */
export function showLegend(node, legend) {
  node.hidden = !legend;
  if (!legend) return;
  const mark = ({ look, opacity, point }) => (point ? element('span', { class: `coverage-point in-legend ${point}`, 'aria-hidden': 'true' }, { new: '1', closed: '×' }[point] ?? '') : swatchOf(look, opacity));
  replace(node, element('h2', {}, legend.title), legend.unit ? element('p', { class: 'heat-unit' }, legend.unit) : null,
    element('ul', {}, legend.items.map((item) => element('li', {}, mark(item), element('span', {}, item.text)))),
    ...legend.notes.map((note) => element('p', { class: 'muted' }, note)));
}
