/** The tabs of a desk's analyses, with the keys that readers of the screen expect. */
import { element } from '../../lib/dom.js';

/** {list, panel, show(name) → whether it is another one than before}. names: the tabs; t: words; chosen(): the present one; choose(name). */
export function createTabs(names, { t, chosen, choose }) {
  const tabs = names.map((name) => {
    const button = element('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'desk-panel', tabindex: -1 }, t(`tab_${name}`));
    button.addEventListener('click', () => choose(name));
    return button;
  });
  const list = element('div', { class: 'heat-tabs', role: 'tablist', 'aria-label': t('tabs') }, tabs);
  const panel = element('div', { class: 'heat-panel', role: 'tabpanel', id: 'desk-panel', tabindex: 0 });
  let drawn = '';

  list.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (names.indexOf(chosen()) + step + names.length) % names.length;
    choose(names[next]);
    tabs[next].focus();
  });

  function show(name) {
    tabs.forEach((tab, index) => {
      const on = names[index] === name;
      tab.setAttribute('aria-selected', String(on));
      tab.tabIndex = on ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `tab-${name}`);
    if (drawn === name) return false;
    drawn = name;
    panel.replaceChildren();
    panel.scrollTop = 0;
    return true;
  }

  return { list, panel, show };
}
