/** Which level of areas a table lists. */
import { element } from '../../lib/dom.js';
import { LEVELS } from '../../lib/heat_state.js';

/** {node, update(state)}. */
export function levelChoice({ store, t }) {
  const buttons = LEVELS.map((level) => {
    const button = element('button', { type: 'button', 'aria-pressed': 'false' }, t(`level_${level}`));
    button.addEventListener('click', () => store.set({ level }));
    return button;
  });
  return {
    node: element('div', { class: 'heat-segments', role: 'group', 'aria-label': t('level') }, buttons),
    update: ({ level }) => buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(LEVELS[index] === level))),
  };
}
