/** What stands over the map when nothing matches: which filters may be loosened, each at a click. */
import { element, replace } from '../../lib/dom.js';
import { lastDays } from '../../lib/heat_period.js';
import { FIRST, narrowing } from '../../lib/heat_state.js';

/** {show(state or null)}. */
export function createEmptyNote(node, { store, data, t }) {
  return {
    show(state) {
      node.hidden = !state;
      if (!state) return;
      const names = narrowing(state).filter((name) => name !== 'from' && name !== 'to');
      const buttons = names.map((name) => button(t('clearOf', { name: t(name) }), { [name]: FIRST[name] }));
      const year = button(`${t('period')}：${t('year')}`, lastDays(365, data.opening.to));
      replace(node, element('h2', {}, t('emptyTitle')), element('p', {}, t(names.length > 0 ? 'emptyLoosen' : 'emptyNothing')), element('div', { class: 'side-buttons' }, ...buttons, year));
    },
  };

  function button(text, patch) {
    const made = element('button', { type: 'button', class: 'button' }, text);
    made.addEventListener('click', () => store.set({ ...patch, frame: -1 }));
    return made;
  }
}
