/** The filters of one layer as a small form; what a layer can be asked for stands in its TileJSON. */
import { element, replace } from '../../lib/dom.js';

// What the form can ask; other filters of a layer are for pages that ask more finely.
const OFFERED = new Set(['from', 'to', 'category', 'priority', 'source', 'standing']);

/**
 * A form for a layer's filters. given: {description, values, data, lang, t, onChange(values)}; every change is applied at once,
 * except days that contradict each other, which are named.
 */
export function filterForm({ description, values, data, lang, t, onChange }) {
  const names = description.filters.filter((name) => OFFERED.has(name));
  const current = { ...values };
  const problem = element('p', { class: 'form-error', role: 'alert', hidden: true }, t('wrongDays'));
  const set = (name, value) => {
    if (value) current[name] = value;
    else delete current[name];
    const wrong = Boolean(current.from && current.to && current.from > current.to);
    problem.hidden = !wrong;
    if (!wrong) onChange({ ...current });
  };
  const id = (name) => `filter-${description.name}-${name}`;
  const labelled = (name, control) => element('div', { class: 'filter' }, element('label', { for: id(name) }, t(name)), control);
  const make = {
    from: () => labelled('from', dayInput('from')),
    to: () => labelled('to', dayInput('to')),
    category: () => labelled('category', choice('category', data.categories.map((one) => [one.code, `${one.parent ? '　' : ''}${lang === 'en' ? one.name_en : one.name}`]))),
    standing: () => element('label', { class: 'filter filter-check' }, checkbox('standing', 'open'), t('standing')),
  };

  function dayInput(name) {
    const input = element('input', { type: 'date', id: id(name), value: current[name] ?? '', max: data.today });
    input.addEventListener('change', () => set(name, input.value));
    return input;
  }

  function checkbox(name, value) {
    const input = element('input', { type: 'checkbox', id: id(name) });
    input.checked = current[name] === value;
    input.addEventListener('change', () => set(name, input.checked ? value : ''));
    return input;
  }

  function choice(name, options) {
    const select = element('select', { id: id(name) }, element('option', { value: '' }, t('all')),
      ...options.map(([value, text]) => element('option', { value }, text)));
    select.value = current[name] ?? '';
    select.addEventListener('change', () => set(name, select.value));
    return select;
  }

  const words = (name) => Object.entries(data.words[description.name]?.[name] ?? data.words.events[name] ?? {}).map(([value, pair]) => [value, pair[lang === 'en' ? 1 : 0]]);
  const clear = element('button', { type: 'button', class: 'button filter-clear' }, t('clearFilters'));
  clear.addEventListener('click', () => onChange({}, { anew: true }));
  const form = element('div', { class: 'filters' });
  replace(form, ...names.map((name) => (make[name] ?? (() => labelled(name, choice(name, words(name)))))()),
    ...(names.includes('from') ? [problem, element('p', { class: 'muted' }, t('defaultDays'))] : []), clear);
  return form;
}
