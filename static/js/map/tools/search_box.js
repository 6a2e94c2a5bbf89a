/** The search of the map: areas, service points and addresses, chosen with keys or by a click. */
import { createFoundList } from '../../lib/found_list.js';
import { createAsker } from './asking.js';

/** form holds the input and the list; words as elsewhere; onPlace(place) gets what was chosen. */
export function createSearchBox(form, list, { words, onPlace }) {
  const { lang, t } = words;
  const input = form.querySelector('input[type="search"]');
  const ask = createAsker(lang);
  let places = [];
  const found = createFoundList(input, list, { id: 'found-list', find, onChoose: (index) => onPlace(places[index]) });
  form.hidden = false;

  async function find(text) {
    const answer = await ask(`/api/find/?q=${encodeURIComponent(text)}`);
    if (!answer) return undefined;
    places = answer.body?.places ?? [];
    return {
      rows: places.map((place) => [(lang === 'en' && place.name_en) || place.name, [kindWord(place, words), place.note].filter(Boolean).join(' · ')]),
      label: t('found', { n: places.length }),
      none: answer.body ? t('notFound', { text }) : answer.fault ?? t('failed'),
    };
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void found.enter();
  });
  form.addEventListener('focusout', ({ relatedTarget }) => { if (!form.contains(relatedTarget)) found.shut(); });
  return { focus: () => input.focus() };
}

/** What kind of place it is, in words. */
export function kindWord({ kind, layer }, { setup, data, lang, t }) {
  if (layer === 'service_points') return data.words.service_points.kind[kind]?.[lang === 'en' ? 1 : 0] ?? kind;
  if (layer) return lang === 'en' ? setup.layers[layer].title_en : setup.layers[layer].title;
  return t(`place_${kind}`);
}
