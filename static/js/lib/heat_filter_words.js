/** What a selection of the heat desk is narrowed by, in words; no DOM. */
import { narrowing } from './heat_state.js';
import { hoursOf } from './week_hours.js';

/**
 * ['类别：噪音、垃圾', …] in the order of the filters; the period, which stands elsewhere, and what is not narrowed are left out.
 * given: {data: {categories, words}, t, lang, areaName: what the area is called}.
 */
export function filterWords(state, { data, t, lang, areaName }) {
  const index = lang === 'en' ? 1 : 0;
  const [colon, comma] = lang === 'en' ? [': ', ', '] : ['：', '、'];
  const category = (code) => {
    const found = data.categories.find((one) => one.code === code);
    return found ? (lang === 'en' ? found.name_en : found.name) : code;
  };
  const named = {
    category: (text) => text.split(',').map(category).join(comma),
    priority: (text) => text.split(',').map((key) => data.words.priority[key]?.[index] ?? key).join(comma),
    source: (text) => text.split(',').map((key) => data.words.source[key]?.[index] ?? key).join(comma),
    state: (key) => t(`state_${key}`),
    hours: (text) => t('hoursChosen', { n: hoursOf(text).size }),
    area: (code) => areaName || code,
  };
  return narrowing(state).filter((name) => name in named).map((name) => `${t(name)}${colon}${named[name](state[name])}`);
}
