/** The analysis beside the map: tabs, each with its panel, and over them the events of a place that was chosen. */
import { element, replace } from '../../lib/dom.js';
import { TABS } from '../../lib/heat_state.js';
import { createTabs } from '../desk/tabs.js';

// What a tab is about is drawn on the map with it.
const VIEW_OF = { compare: 'change', hotspots: 'hotspots' };

/** {update(state)} of a node. panels: tab → {update(node, state)}; drill: the same, over them; onTab(): another one is shown. */
export function createSide(node, { store, t, panels, drill, onTab }) {
  const { list, panel, show } = createTabs(TABS, { t, chosen: () => store.get().tab, choose });
  const place = element('div', { class: 'heat-drill', hidden: true });
  replace(node, place, list, panel);

  function choose(name) {
    const { view } = store.get();
    const own = VIEW_OF[name] ?? (Object.values(VIEW_OF).includes(view) ? (name === 'areas' ? 'grids' : 'surface') : view);
    store.set({ tab: name, view: own, pick: '', frame: -1 });
  }

  return {
    update(state) {
      if (show(state.tab)) onTab();
      place.hidden = !state.pick;
      list.hidden = Boolean(state.pick);
      panel.hidden = Boolean(state.pick);
      if (state.pick) void drill.update(place, state);
      else void panels[state.tab].update(panel, state);
    },
  };
}
