/** Two days of one's own, first and last. */
import { element } from '../../lib/dom.js';

/** {nodes, show({from, to})}. id: what the fields are named after; max: the last day that can be chosen; onChoose({from, to}). */
export function dayFields({ id, max, t, onChoose }) {
  const inputs = ['from', 'to'].map((name) => element('input', { type: 'date', id: `${id}-${name}`, max, required: true }));
  const problem = element('p', { class: 'form-error', role: 'alert', hidden: true }, t('wrongDays'));
  for (const input of inputs) {
    input.addEventListener('change', () => {
      const [from, to] = inputs.map(({ value }) => value);
      if (!from || !to) return;
      problem.hidden = from <= to;
      if (from <= to) onChoose({ from, to });
    });
  }
  const labels = inputs.map((input, index) => element('label', { for: input.id }, element('span', {}, t(['from', 'to'][index])), input));
  return {
    nodes: [element('div', { class: 'heat-days' }, labels), problem],
    show({ from, to }) {
      [inputs[0].value, inputs[1].value] = [from, to];
      problem.hidden = true;
    },
  };
}
