/** The search of the map: areas, service points and addresses, chosen with keys or by a click. */
import { element, replace } from '../../lib/dom.js';
import { createAsker } from './asking.js';

const QUIET_MS = 300;

/** form holds the input and the list; words as elsewhere; onPlace(place) gets what was chosen. */
export function createSearchBox(form, list, { words, onPlace }) {
  const { lang, t } = words;
  const input = form.querySelector('input[type="search"]');
  const ask = createAsker(lang);
  let places = [];
  let current = -1;
  let waiting = null;
  form.hidden = false;

  function shut() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function open(...content) {
    replace(list, ...content);
    list.hidden = false;
  }

  async function search() {
    clearTimeout(waiting);
    const text = input.value.trim();
    if (!text) return shut();
    const found = await ask(`/api/find/?q=${encodeURIComponent(text)}`);
    if (!found) return undefined;
    places = found.body?.places ?? [];
    current = -1;
    if (places.length === 0) {
      open(element('p', { role: 'status' }, found.body ? t('notFound', { text }) : found.fault ?? t('failed')));
      return undefined;
    }
    open(element('div', { role: 'listbox', id: 'found-list', 'aria-label': t('found', { n: places.length }) }, places.map(option)));
    input.setAttribute('aria-controls', 'found-list');
    input.setAttribute('aria-expanded', 'true');
    return undefined;
  }

  function option(place, index) {
    const name = (lang === 'en' && place.name_en) || place.name;
    const node = element('div', { role: 'option', id: `found-${index}`, 'aria-selected': 'false' }, name, element('span', {}, [kindWord(place, words), place.note].filter(Boolean).join(' · ')));
    node.addEventListener('mousedown', (event) => event.preventDefault());
    node.addEventListener('click', () => choose(index));
    return node;
  }

  function move(step) {
    if (list.hidden || places.length === 0) return;
    current = (current + step + places.length) % places.length;
    list.querySelectorAll('[role="option"]').forEach((node, index) => {
      node.setAttribute('aria-selected', String(index === current));
      if (index === current) node.scrollIntoView({ block: 'nearest' });
    });
    input.setAttribute('aria-activedescendant', `found-${current}`);
  }

  function choose(index) {
    shut();
    onPlace(places[index]);
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
    } else if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      shut();
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!list.hidden && current >= 0) return choose(current);
    await search();
    if (places.length === 1) choose(0);
    return undefined;
  });
  form.addEventListener('focusout', ({ relatedTarget }) => { if (!form.contains(relatedTarget)) shut(); });
  return { focus: () => input.focus() };
}

/** What kind of place it is, in words. */
export function kindWord({ kind, layer }, { setup, data, lang, t }) {
  if (layer === 'service_points') return data.words.service_points.kind[kind]?.[lang === 'en' ? 1 : 0] ?? kind;
  if (layer) return lang === 'en' ? setup.layers[layer].title_en : setup.layers[layer].title;
  return t(`place_${kind}`);
}
