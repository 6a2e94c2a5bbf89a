/** A filter of a few words, each with its count: several at once, or one. */
import { element } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { toggled } from '../../lib/heat_state.js';

/** {node, update(state, summary)}. given: {store, t, name, items: [{key, text}], single}. */
export function choiceFilter({ store, t, name, items, single = false }) {
  const rows = items.map(({ key, text }) => {
    const input = element('input', { type: 'checkbox', value: key });
    const count = element('span', { class: 'heat-n' });
    const chosen = () => (single ? (input.checked ? key : '') : toggled(store.get()[name], key));
    input.addEventListener('change', () => store.set({ [name]: chosen() }));
    return { key, input, count, node: element('label', { class: 'heat-choice' }, input, element('span', {}, text), count) };
  });
  const node = element('fieldset', { class: 'heat-filter' }, element('legend', {}, t(name)), element('div', { class: 'heat-choices' }, rows.map((row) => row.node)));
  return {
    node,
    update(state, summary) {
      const chosen = new Set(state[name].split(','));
      const counts = new Map((summary?.[`by_${name}`] ?? []).map((one) => [one.key, one.n]));
      for (const row of rows) {
        row.input.checked = chosen.has(row.key);
        row.count.textContent = summary ? whole(counts.get(row.key) ?? 0) : '';
      }
    },
  };
}
