/** A table that is sorted by its heads, each row of which may stand for a place on the map. */
import { element } from '../../lib/dom.js';
import { sortedRows } from '../../lib/heat_change.js';

/**
 * A function (rows) → table. columns: [{key, title, by: key to sort by, cell(row) → text or node, text: not a number}];
 * sort: {key, down} is changed in place; onRow(row), onHover(row or null), isChosen(row).
 */
export function sortedTable({ columns, sort, t, caption, onRow, onHover = () => {}, isChosen = () => false }) {
  return function table(rows) {
    const body = element('tbody', {});
    const heads = columns.map((column) => {
      const by = column.by ?? column.key;
      const button = element('button', { type: 'button', title: t('sortBy', { name: column.title }) }, column.title);
      button.addEventListener('click', () => {
        Object.assign(sort, { down: sort.key === by ? !sort.down : !column.text, key: by });
        fill();
      });
      return { by, node: element('th', { scope: 'col', class: column.text ? null : 'number' }, button) };
    });

    function fill() {
      for (const { by, node } of heads) node.setAttribute('aria-sort', sort.key === by ? (sort.down ? 'descending' : 'ascending') : 'none');
      body.replaceChildren(...sortedRows(rows, sort.key, sort.down).map(line));
    }

    function line(row) {
      const cells = columns.map((column, index) => {
        const content = column.cell(row);
        if (index > 0) return element('td', { class: column.text ? null : 'number' }, content);
        const button = element('button', { type: 'button', class: 'heat-row' }, content);
        button.addEventListener('click', () => onRow(row));
        return element('th', { scope: 'row' }, button);
      });
      const node = element('tr', { 'data-row': row.uuid, class: isChosen(row) ? 'chosen' : null }, cells);
      node.addEventListener('mouseenter', () => onHover(row));
      node.addEventListener('focusin', () => onHover(row));
      return node;
    }

    fill();
    const made = element('table', { class: 'heat-table' }, element('caption', { class: 'visually-hidden' }, caption), element('thead', {}, element('tr', {}, heads.map(({ node }) => node))), body);
    made.addEventListener('mouseleave', () => onHover(null));
    return made;
  };
}
