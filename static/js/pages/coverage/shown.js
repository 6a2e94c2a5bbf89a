/** Which side of a change the map shows: before, after, or what changes. */
import { element, replace } from '../../lib/dom.js';
import { SHOWN, isChanged } from '../../lib/coverage_state.js';
import { segments } from '../heat/segments.js';

/** {update(state)} in a node, which is hidden while nothing is changed. */
export function createShown(node, { store, t }) {
  const choice = segments(SHOWN, { label: t('shown'), title: (one) => t(one), onChoose: (shown) => store.set({ shown }) });
  replace(node, element('div', {}, choice.node));
  return {
    update(state) {
      node.hidden = !isChanged(state) || state.tab === 'access';
      choice.update(state.shown);
    },
  };
}
