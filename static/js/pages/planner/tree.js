/** The tree: subdistricts, their communities with how many grids are outside the band, and the grids of the open one. */
import { element, replace } from '../../lib/dom.js';
import { shortName } from './board.js';

/** state(): {communities, code, grids, chosen}; on: {open(code), choose(key)}. Returns draw(). */
export function createTree(node, { t, english, state, on }) {
  const find = element('input', { type: 'search', class: 'plan-find', placeholder: t('find'), 'aria-label': t('find'), autocomplete: 'off' });
  const list = element('div', { class: 'plan-list' });
  node.append(find, list);
  find.addEventListener('input', draw);
  list.addEventListener('keydown', walk);

  function draw() {
    const { communities } = state();
    const wanted = find.value.trim().toLowerCase();
    const kept = communities.filter((one) => !wanted || [one.code, one.name, one.name_en, one.parent_name].some((text) => (text ?? '').toLowerCase().includes(wanted)) || wanted.startsWith(one.code));
    const focused = document.activeElement?.dataset?.row;
    const parents = Map.groupBy ? Map.groupBy(kept, (one) => one.parent_code) : grouped(kept);
    replace(list, ...[...parents.values()].map(subdistrict));
    if (focused) list.querySelector(`[data-row="${focused}"]`)?.focus();
  }

  function subdistrict(communities) {
    const [{ parent_name: name, parent_name_en: nameEn }] = communities;
    const grids = communities.reduce((sum, one) => sum + one.grids.length, 0);
    return element('section', {},
      element('h2', {}, element('span', {}, (english && nameEn) || name), element('span', { class: 'number' }, t('grids', { n: grids }))),
      element('ul', {}, ...communities.map(community)));
  }

  function community(one) {
    const { code } = state();
    const open = one.code === code;
    const outside = one.words.below + one.words.above;
    const row = element('button', { type: 'button', class: 'plan-row', 'data-row': one.code, 'aria-expanded': String(open) },
      element('span', {}, (english && one.name_en) || one.name),
      element('span', { class: outside ? 'plan-share' : 'plan-share good' }, outside ? t('outsideN', { n: outside }) : t('allInside')),
      element('span', { class: 'number' }, t('grids', { n: one.grids.length })));
    row.addEventListener('click', () => on.open(one.code));
    return element('li', {}, row, open ? grids() : null);
  }

  function grids() {
    const { grids: own, chosen } = state();
    return element('ul', { class: 'plan-grids' }, ...[...own.values()].sort((one, other) => (one.code || '~').localeCompare(other.code || '~') || one.key - other.key).map((grid) => {
      const then = grid.before?.households;
      const now = grid.after.households;
      const mark = { below: t('low'), above: t('high') }[grid.word] ?? '';
      const row = element('button', { type: 'button', class: 'plan-row', 'data-row': `g${grid.key}`, 'aria-current': grid.key === chosen ? 'true' : null },
        element('span', { class: `plan-mark ${grid.word}`, 'aria-hidden': mark ? null : 'true' }, mark),
        element('span', {}, shortName(grid)),
        element('span', { class: 'number' }, then !== undefined && then !== now ? `${then.toLocaleString()} → ` : '', element('b', {}, t('households', { n: now.toLocaleString() }))));
      row.addEventListener('click', () => on.choose(grid.key));
      return element('li', {}, row);
    }));
  }

  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...list.querySelectorAll('button')];
    all[all.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  }

  return draw;
}

function grouped(communities) {
  const groups = new Map();
  for (const one of communities) groups.set(one.parent_code, [...(groups.get(one.parent_code) ?? []), one]);
  return groups;
}
