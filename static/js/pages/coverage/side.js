/** The analysis beside the map: tabs, each with its panel. */
import { element, replace } from '../../lib/dom.js';
import { TABS } from '../../lib/coverage_state.js';

/** {update(state)} of a node. panels: tab → {update(node, state)}. */
export function createSide(node, { store, t, panels }) {
  const tabs = TABS.map((name) => {
    const button = element('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'coverage-panel', tabindex: -1 }, t(`tab_${name}`));
    button.addEventListener('click', () => store.set({ tab: name }));
    return button;
  });
  const list = element('div', { class: 'heat-tabs', role: 'tablist', 'aria-label': t('tabs') }, tabs);
  const panel = element('div', { class: 'heat-panel', role: 'tabpanel', id: 'coverage-panel', tabindex: 0 });
  replace(node, list, panel);
  let drawn = '';

  list.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (TABS.indexOf(store.get().tab) + step + TABS.length) % TABS.length;
    store.set({ tab: TABS[next] });
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
      }
      void panels[state.tab].update(panel, state);
    },
  };
}
