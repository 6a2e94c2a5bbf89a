/** Buttons side by side of which one at most is pressed. */
import { element } from '../../lib/dom.js';

/** {node, update(value that is pressed)}. title(value) stands on a button, label names them all; onChoose(value). */
export function segments(values, { label, title, onChoose }) {
  const buttons = values.map((value) => {
    const button = element('button', { type: 'button', 'aria-pressed': 'false' }, title(value));
    button.addEventListener('click', () => onChoose(value));
    return button;
  });
  return {
    node: element('div', { class: 'heat-segments', role: label ? 'group' : null, 'aria-label': label }, buttons),
    update: (chosen) => buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(values[index] === chosen))),
  };
}
