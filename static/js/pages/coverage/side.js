/** The analysis beside the map: tabs, each with its panel. */
import { replace } from '../../lib/dom.js';
import { TABS } from '../../lib/coverage_state.js';
import { createTabs } from '../desk/tabs.js';

/** {update(state)} of a node. panels: tab → {update(node, state)}. */
export function createSide(node, { store, t, panels }) {
  const { list, panel, show } = createTabs(TABS, { t, chosen: () => store.get().tab, choose: (tab) => store.set({ tab }) });
  replace(node, list, panel);

  return {
    update(state) {
      show(state.tab);
      void panels[state.tab].update(panel, state);
    },
  };
}
