/** What is asked: category, pace, minutes, people and area; and what the answer is for all of it. */
import { element, replace } from '../../lib/dom.js';
import { percent, whole } from '../../lib/format.js';
import { AGES, LEVELS, MINUTES, PACES, areaAbove, intoArea } from '../../lib/coverage_state.js';
import { areaOfCode } from '../heat/area_lookup.js';

/** {update(state), tell(category's coverage, {as_of, current}), words(): {asked, told, asOf} as lines} in a node. */
export function createChoices(node, { store, data, t, lang }) {
  const kind = select('kind', data.categories.map((one) => [one.key, lang === 'en' ? one.name_en : one.name]), (value) => ({ kind: value, close: '', open: '', pick: '' }));
  const age = select('age', AGES.map((one) => [one, t(`age_${one}`)]));
  const pace = radios('pace', PACES, (one) => t(`pace_${one}`));
  const minutes = radios('minutes', MINUTES, (one) => t('min', { n: one }));
  const level = radios('level', LEVELS, (one) => t(`level_${one}`));
  const areaName = element('strong', {});
  const up = button('areaUp', () => {
    const above = areaAbove(store.get().area);
    store.set(above ? intoArea(above) : { area: '', level: 'subdistrict' });
  });
  const only = element('input', { type: 'checkbox' });
  only.addEventListener('change', () => store.set({ only: only.checked ? '1' : '' }));
  const head = element('section', { class: 'coverage-head', 'aria-live': 'polite' });
  const foot = element('p', { class: 'muted coverage-as-of' });
  const names = new Map();
  let told = '';
  replace(node, head, kind.node, pace.node, minutes.node, age.node,
    element('fieldset', { class: 'heat-filter' }, element('legend', {}, t('area')), element('p', { class: 'heat-area' }, areaName, up)),
    level.node, element('label', { class: 'heat-choice coverage-only' }, only, element('span', {}, t('only'))), foot);

  function button(key, work) {
    const made = element('button', { type: 'button', class: 'heat-clear' }, t(key));
    made.addEventListener('click', work);
    return made;
  }

  function select(name, items, patch = (value) => ({ [name]: value })) {
    const input = element('select', { id: `coverage-${name}` }, items.map(([value, text]) => element('option', { value }, text)));
    input.addEventListener('change', () => store.set(patch(input.value)));
    return { input, node: element('div', { class: 'heat-filter coverage-select' }, element('label', { for: `coverage-${name}` }, t(name)), input) };
  }

  function radios(name, values, text) {
    const inputs = values.map((value) => {
      const input = element('input', { type: 'radio', name: `coverage-${name}`, value });
      input.addEventListener('change', () => store.set({ [name]: value }));
      return input;
    });
    const labels = inputs.map((input, index) => element('label', {}, input, element('span', {}, text(values[index]))));
    return { inputs, node: element('fieldset', { class: 'heat-filter' }, element('legend', {}, t(name)), element('div', { class: `heat-radios coverage-${name}` }, labels)) };
  }

  async function learn(code) {
    names.set(code, code);
    const area = await areaOfCode(code);
    if (area) names.set(code, (lang === 'en' && area.properties.name_en) || area.properties.name);
    if (store.get().area === code) areaName.textContent = names.get(code);
  }

  return {
    update(state) {
      kind.input.value = state.kind;
      age.input.value = state.age;
      for (const [group, value] of [[pace, state.pace], [minutes, state.minutes], [level, state.level]]) for (const input of group.inputs) input.checked = input.value === value;
      only.checked = Boolean(state.only);
      up.hidden = !state.area;
      areaName.textContent = state.area ? names.get(state.area) ?? state.area : t('areaAll');
      if (state.area && !names.has(state.area)) void learn(state.area);
    },
    words() {
      const { pace: of, minutes: n, age: people } = store.get();
      const asked = [kind.input.selectedOptions[0]?.text, t(`pace_${of}`), t('min', { n }), t(`age_${people}`), areaName.textContent].join(' · ');
      return { asked, told, asOf: foot.textContent };
    },
    tell(found, { as_of: asOf, current }) {
      const state = store.get();
      const share = (of, one = state.minutes, counted = state.age) => found.within[counted][of][one];
      const part = share(state.pace).share;
      const total = found.totals[state.age];
      const [fast, slow] = PACES.map((of) => share(of).share);
      const homes = share(state.pace, state.minutes, 'buildings');
      const met = part !== null && part >= data.target;
      replace(head, element('p', { class: 'coverage-within' }, t('within', { n: state.minutes })),
        part === null ? element('p', { class: 'coverage-share too-few' }, total === 0 ? '—' : t('tooFew')) : element('p', { class: 'coverage-share' }, percent(part), element('small', {}, '%')),
        part === null ? null : element('p', { class: 'coverage-target' }, element('span', { class: `coverage-verdict ${met ? 'met' : 'not-met'}` }, t(met ? 'met' : 'notMet')),
          ` ${t('target', { n: whole(data.target * 100) })} · ${t('persons', { n: whole(total) })}`),
        part === null ? null : element('p', {}, t('differs', { n: percent(fast - slow) })),
        element('p', {}, `${t('unservedBuildings')} `, element('strong', {}, whole(found.totals.buildings - homes.count)), ` / ${whole(found.totals.buildings)}`));
      told = [t('within', { n: state.minutes }), part === null ? t('tooFew') : `${percent(part)}%`, ...(part === null ? [] : [t('target', { n: whole(data.target * 100) }), t(met ? 'met' : 'notMet')]),
        `${t('unservedBuildings')} ${whole(found.totals.buildings - homes.count)} / ${whole(found.totals.buildings)}`].join(' · ');
      foot.textContent = `${asOf ? t('asOf', { at: asOf.slice(0, 16).replace('T', ' ') }) : t('noNetwork')}${current ? '' : ` · ${t('stale')}`}`;
    },
  };
}
