/** The filters of the desk: each shows how many there are of what it offers, whatever else is chosen. */
import { element, replace } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { narrowing, STATES, withoutFilters } from '../../lib/heat_state.js';
import { areaFilter } from './area_filter.js';
import { categoryFilter } from './category_filter.js';
import { choiceFilter } from './choice_filter.js';
import { hoursFilter } from './hours_filter.js';
import { periodFilter } from './period_filter.js';

/** {update(state, summary or null)} of the filters in a node. given: {store, data, t, lang}. */
export function createFilters(node, given) {
  const { store, data, t, lang } = given;
  const words = (name) => Object.entries(data.words[name]).map(([key, pair]) => ({ key, text: pair[lang === 'en' ? 1 : 0] }));
  const parts = [
    countSwitch(given),
    periodFilter(given),
    areaFilter(given),
    categoryFilter(given),
    choiceFilter({ ...given, name: 'priority', items: words('priority') }),
    choiceFilter({ ...given, name: 'source', items: words('source') }),
    choiceFilter({ ...given, name: 'state', items: STATES.map((key) => ({ key, text: t(`state_${key}`) })), single: true }),
    hoursFilter(given),
  ];
  const reset = element('button', { type: 'button', class: 'button heat-reset' }, t('reset'));
  reset.addEventListener('click', () => store.set(withoutFilters(store.get())));
  replace(node, ...parts.map((part) => part.node), reset);
  return {
    update(state, summary) {
      for (const part of parts) part.update(state, summary);
      reset.disabled = narrowing(state).length === 0 && state.count === 'reports';
    },
  };
}

/** Both counts, always; which of them is drawn is a choice. */
function countSwitch({ store, t }) {
  const figures = { reports: element('strong', {}, '—'), incidents: element('strong', {}, '—') };
  const inputs = {};
  const choices = Object.keys(figures).map((key) => {
    inputs[key] = element('input', { type: 'radio', name: 'count', value: key });
    inputs[key].addEventListener('change', () => store.set({ count: key }));
    return element('label', { class: 'heat-count' }, inputs[key], element('span', {}, t(`${key}Long`)), figures[key]);
  });
  const node = element('fieldset', { class: 'heat-counts' }, element('legend', { class: 'visually-hidden' }, t('countWhat')), choices);
  return {
    node,
    update(state, summary) {
      inputs[state.count].checked = true;
      for (const [key, figure] of Object.entries(figures)) figure.textContent = summary ? whole(summary[key]) : '—';
    },
  };
}
