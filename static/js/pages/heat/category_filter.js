/** The tree of categories with counts: a whole branch or single twigs of it. */
import { element } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { toggledCategory } from '../../lib/category_tree.js';

/** {node, update(state, summary)}. */
export function categoryFilter({ store, data, t, lang }) {
  const rows = new Map();
  const nameOf = (one) => (lang === 'en' ? one.name_en : one.name);
  const tops = data.categories.filter((one) => !one.parent);

  function row(one) {
    const input = element('input', { type: 'checkbox', value: one.code });
    const count = element('span', { class: 'heat-n' });
    input.addEventListener('change', () => store.set({ category: toggledCategory(store.get().category, one.code, data.categories) }));
    rows.set(one.code, { input, count, parent: one.parent });
    return element('label', { class: 'heat-choice' }, input, element('span', {}, nameOf(one)), count);
  }

  function branch(top) {
    const below = data.categories.filter((one) => one.parent === top.code);
    if (below.length === 0) return element('li', {}, row(top));
    const list = element('ul', { id: `twigs-${top.code}`, hidden: true }, below.map((one) => element('li', {}, row(one))));
    const opener = element('button', { type: 'button', class: 'heat-open', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-label': t('open', { name: nameOf(top) }) });
    opener.addEventListener('click', () => show(list.hidden));
    const show = (open) => {
      list.hidden = !open;
      opener.setAttribute('aria-expanded', String(open));
    };
    branches.push({ below, show });
    return element('li', {}, element('div', { class: 'heat-branch' }, opener, row(top)), list);
  }

  const branches = [];
  const node = element('fieldset', { class: 'heat-filter' }, element('legend', {}, t('category')), element('ul', { class: 'heat-tree' }, tops.map(branch)));
  return {
    node,
    update(state, summary) {
      const chosen = new Set(state.category ? state.category.split(',') : []);
      const counts = new Map((summary?.by_category ?? []).map((one) => [one.code, one.n]));
      for (const [code, { input, count, parent }] of rows) {
        input.checked = chosen.has(code) || chosen.has(parent);
        count.textContent = summary ? whole(counts.get(code) ?? 0) : '';
      }
      for (const { below, show } of branches) if (below.some((one) => chosen.has(one.code))) show(true);
    },
  };
}
