/** What all panels are made of. */
import { element } from '../../lib/dom.js';
import { shortSpan } from '../../lib/format.js';

/** A panel with a head line; a growing one takes the room that is left and scrolls when it must. */
export function panel(title, aside, body, grow = false) {
  return element('section', { class: grow ? 'panel panel-grow' : 'panel' },
    element('div', { class: 'panel-head' }, element('h2', {}, title), element('p', {}, aside ?? '')), body);
}

/** A table of rows under heads, with a foot line. */
export function table(heads, body, foot, kind = '') {
  return element('table', { class: `rows ${kind}`.trim() },
    element('thead', {}, element('tr', {}, heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, body), foot ? element('tfoot', {}, foot) : null);
}

/** Key figures: [title, value, unit, note] each. */
export function keyFigures(figures) {
  return element('dl', { class: 'kpis' }, figures.map(([title, value, unit, note]) => element('div', {}, element('dt', {}, title),
    element('dd', {}, element('strong', {}, value), element('span', {}, unit), element('small', {}, note)))));
}

/**
 * The name of an area as a button that goes into it; the screen keeps the focus on it by its code. What all areas of
 * a list are called in English stands above the list.
 */
export function areaButton(area, { nameOf, enter }) {
  const name = nameOf(area);
  const label = name.replace(/ (Subdistrict|Community)$/, '');
  const button = element('button', { type: 'button', 'data-keep': `area ${area.code}`, title: name, 'aria-label': name }, label);
  button.addEventListener('click', () => enter(area.code));
  return button;
}

/** The sum of a column. */
export function total(rows, key) {
  return rows.reduce((sum, row) => sum + (row[key] ?? 0), 0);
}

/** The days of the period, short. */
export function span({ period, as_of: asOf }, t) {
  return t('span', shortSpan(period.from, period.to, asOf));
}

/** The time of day the figures are of. */
export function timeOf(figures) {
  return figures.as_of.slice(11, 16);
}
