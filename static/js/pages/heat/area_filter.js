/** The area everything is counted in: found by name or code, or clicked on the map. */
import { element } from '../../lib/dom.js';
import { createFoundList } from '../../lib/found_list.js';
import { createAsker } from '../../map/tools/asking.js';
import { areaOfCode } from './area_lookup.js';

const AREAS = ['districts', 'subdistricts', 'communities', 'grids'];

/** {node, update(state)}. */
export function areaFilter({ store, t, lang }) {
  const input = element('input', { type: 'search', id: 'heat-area', autocomplete: 'off', maxlength: 60, placeholder: t('areaFind'), role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'heat-found', 'aria-autocomplete': 'list' });
  const list = element('div', { class: 'heat-found', id: 'heat-found', hidden: true });
  const chosen = element('strong', {});
  const clear = element('button', { type: 'button', class: 'heat-clear' }, t('areaClear'));
  const ask = createAsker(lang);
  const names = new Map();
  let areas = [];
  const found = createFoundList(input, list, { id: 'heat-areas', find, onChoose: (index) => take(areas[index]) });

  const nameOf = (place) => (lang === 'en' && place.name_en) || place.name;

  async function find(text) {
    const answer = await ask(`/api/find/?${new URLSearchParams({ q: text })}`);
    if (!answer) return undefined;
    areas = (answer.body?.places ?? []).filter((place) => AREAS.includes(place.layer));
    return { rows: areas.map((place) => [nameOf(place), place.note]), label: t('area'), none: answer.body ? t('areaNone') : answer.fault ?? t('failed') };
  }

  function take(place) {
    names.set(place.note, nameOf(place));
    input.value = '';
    store.set({ area: place.note });
  }

  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void found.enter();
  });
  input.addEventListener('blur', found.shut);
  clear.addEventListener('click', () => store.set({ area: '' }));

  async function learn(code) {
    names.set(code, code);
    const area = await areaOfCode(code);
    if (!area) return;
    names.set(code, nameOf(area.properties));
    if (store.get().area === code) chosen.textContent = names.get(code);
  }

  const node = element('fieldset', { class: 'heat-filter' }, element('legend', {}, t('area')),
    element('p', { class: 'heat-area' }, chosen, clear),
    element('div', { class: 'heat-search' }, element('label', { class: 'visually-hidden', for: 'heat-area' }, t('areaFind')), input, list));
  return {
    node,
    update(state) {
      chosen.textContent = state.area ? names.get(state.area) ?? state.area : t('areaAll');
      clear.hidden = !state.area;
      if (state.area && !names.has(state.area)) void learn(state.area);
    },
  };
}
