/** The analysis beside the map: tabs, each with its panel, and over them the events of a place that was chosen. */
import { element, replace } from '../../lib/dom.js';
import { TABS } from '../../lib/heat_state.js';

// What a tab is about is drawn on the map with it.
const VIEW_OF = { compare: 'change', hotspots: 'hotspots' };

/** {update(state)} of a node. panels: tab → {update(node, state)}; drill: the same, over them; onTab(): another one is shown. */
export function createSide(node, { store, t, panels, drill, onTab }) {
  const tabs = TABS.map((name) => {
    const button = element('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'heat-panel', tabindex: -1 }, t(`tab_${name}`));
    button.addEventListener('click', () => choose(name));
    return button;
  });
  const list = element('div', { class: 'heat-tabs', role: 'tablist', 'aria-label': t('tabs') }, tabs);
  const panel = element('div', { class: 'heat-panel', role: 'tabpanel', id: 'heat-panel', tabindex: 0 });
  const place = element('div', { class: 'heat-drill', hidden: true });
  replace(node, place, list, panel);
  let drawn = '';

  function choose(name) {
    const { view } = store.get();
    const own = VIEW_OF[name] ?? (Object.values(VIEW_OF).includes(view) ? (name === 'areas' ? 'grids' : 'surface') : view);
    store.set({ tab: name, view: own, pick: '', frame: -1 });
  }

  list.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (TABS.indexOf(store.get().tab) + step + TABS.length) % TABS.length;
    choose(TABS[next]);
    tabs[next].focus();
  });

  return {
    update(state) {
      tabs.forEach((tab, index) => {
        const on = TABS[index] === state.tab;
        tab.setAttribute('aria-selected', String(on));
        tab.tabIndex = on ? 0 : -1;
      });
      panel.setAttribute('aria-labelledby', `tab-${state.tab}`);
      if (drawn !== state.tab) {
        drawn = state.tab;
        panel.replaceChildren();
        panel.scrollTop = 0;
        onTab();
      }
      place.hidden = !state.pick;
      list.hidden = Boolean(state.pick);
      panel.hidden = Boolean(state.pick);
      if (state.pick) void drill.update(place, state);
      else void panels[state.tab].update(panel, state);
    },
  };
}
