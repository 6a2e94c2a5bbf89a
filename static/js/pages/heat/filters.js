/** The filters of the desk: each shows how many there are of what it offers, whatever else is chosen. */
import { element, replace } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { filledDays } from '../../lib/heat_period.js';
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
  const fold = element('button', { type: 'button', class: 'button heat-fold', 'aria-expanded': 'false', 'aria-controls': 'heat-rest' });
  const choices = element('div', { class: 'heat-rest', id: 'heat-rest' });
  fold.addEventListener('click', () => fold.setAttribute('aria-expanded', String(choices.classList.toggle('open'))));
  const reset = element('button', { type: 'button', class: 'button heat-reset' }, t('reset'));
  reset.addEventListener('click', () => store.set(withoutFilters(store.get())));
  const [counts, ...others] = parts.map((part) => part.node);
  replace(choices, ...others, reset);
  replace(node, counts, fold, choices);
  return {
    update(state, summary) {
      for (const part of parts) part.update(state, summary);
      const more = narrowing(state).filter((name) => name !== 'from' && name !== 'to').length;
      replace(fold, t('foldFilters', { days: t('span', filledDays(state, data.opening)) }), more > 0 ? element('span', { class: 'badge' }, t('foldMore', { n: more })) : null);
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
  const asOf = element('p', { class: 'muted heat-asof' });
  const node = element('fieldset', { class: 'heat-counts' }, element('legend', { class: 'visually-hidden' }, t('countWhat')), choices, asOf);
  return {
    node,
    update(state, summary) {
      inputs[state.count].checked = true;
      for (const [key, figure] of Object.entries(figures)) figure.textContent = summary ? whole(summary[key]) : '—';
      asOf.textContent = summary ? t('asOf', { time: summary.as_of.slice(0, 16).replace('T', ' ') }) : '';
    },
  };
}
