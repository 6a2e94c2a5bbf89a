/** The area everything is counted in: found by name or code, or clicked on the map. */
import { element, replace } from '../../lib/dom.js';

const QUIET_MS = 250;
const AREAS = ['districts', 'subdistricts', 'communities', 'grids'];

/** {node, update(state, summary)}. */
export function areaFilter({ store, t, lang }) {
  const input = element('input', { type: 'search', id: 'heat-area', autocomplete: 'off', maxlength: 60, placeholder: t('areaFind'), role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'heat-areas', 'aria-autocomplete': 'list' });
  const list = element('div', { class: 'heat-found', id: 'heat-areas', role: 'listbox', 'aria-label': t('area'), hidden: true });
  const chosen = element('strong', {});
  const clear = element('button', { type: 'button', class: 'heat-clear' }, t('areaClear'));
  const names = new Map();
  let waiting = null;
  let asked = null;
  let current = -1;

  const nameOf = (place) => (lang === 'en' && place.name_en) || place.name;
  const shut = () => {
    list.hidden = true;
    current = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  async function search() {
    asked?.abort();
    const text = input.value.trim();
    if (!text) return shut();
    asked = new AbortController();
    const { signal } = asked;
    const response = await fetch(`/api/find/?${new URLSearchParams({ q: text })}`, { signal }).catch(() => null);
    if (!response?.ok || signal.aborted) return undefined;
    const { places } = await response.json();
    const areas = places.filter((place) => AREAS.includes(place.layer));
    replace(list, ...(areas.length > 0 ? areas.map(option) : [element('p', {}, t('areaNone'))]));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    return undefined;
  }

  function option(place, index) {
    const node = element('div', { role: 'option', id: `heat-area-${index}`, 'aria-selected': 'false' }, nameOf(place), element('span', {}, place.note));
    node.addEventListener('mousedown', (event) => event.preventDefault());
    node.addEventListener('click', () => {
      names.set(place.note, nameOf(place));
      input.value = '';
      shut();
      store.set({ area: place.note });
    });
    return node;
  }

  /** Takes what is marked; before anything is listed, searches at once and takes the only one found. */
  async function enter() {
    const hidden = list.hidden;
    clearTimeout(waiting);
    if (hidden) await search();
    const options = list.querySelectorAll('[role=option]');
    if (!hidden || options.length === 1) options[Math.max(0, current)]?.click();
  }

  function move(step) {
    const options = [...list.querySelectorAll('[role=option]')];
    if (options.length === 0) return;
    current = (current + step + options.length) % options.length;
    options.forEach((node, index) => node.setAttribute('aria-selected', String(index === current)));
    options[current].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[current].id);
  }

  input.addEventListener('input', (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(search, QUIET_MS);
  });
  input.addEventListener('compositionend', () => { waiting = setTimeout(search, QUIET_MS); });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void enter();
    } else if (event.key === 'Escape') shut();
  });
  input.addEventListener('blur', shut);
  clear.addEventListener('click', () => store.set({ area: '' }));

  const node = element('fieldset', { class: 'heat-filter' }, element('legend', {}, t('area')),
    element('p', { class: 'heat-area' }, chosen, clear),
    element('div', { class: 'heat-search' }, element('label', { class: 'visually-hidden', for: 'heat-area' }, t('areaFind')), input, list));
  return {
    node,
    /** Knows the name of an area that was chosen elsewhere. */
    update(state, summary) {
      if (summary?.area) names.set(summary.area.code, nameOf(summary.area));
      chosen.textContent = state.area ? names.get(state.area) ?? state.area : t('areaAll');
      clear.hidden = !state.area;
      if (state.area && !names.has(state.area)) void learn(state.area);
    },
  };

  async function learn(code) {
    names.set(code, code);
    const level = { 6: 'districts', 9: 'subdistricts', 12: 'communities', 15: 'grids' }[code.length];
    const response = await fetch(`/ogc/collections/${level}/items?code=${code}&limit=1`).catch(() => null);
    const found = response?.ok ? (await response.json()).features[0] : null;
    if (!found) return;
    names.set(code, nameOf(found.properties));
    if (store.get().area === code) chosen.textContent = names.get(code);
  }
}
