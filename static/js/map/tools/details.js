/** What the server tells of one feature, asked by its id: only what the role may see. */
import { element, replace } from '../../lib/dom.js';
import { detailLines, featureName } from './feature_words.js';

/** The feature as GeoJSON; 'gone' when it is not there for this viewer, null without an answer, undefined when asked anew. */
export function createDetailReader() {
  let open = null;
  return async ({ layer, id }) => {
    open?.abort();
    const own = new AbortController();
    open = own;
    try {
      const response = await fetch(`/ogc/collections/${layer}/items/${encodeURIComponent(id)}`, { headers: { Accept: 'application/geo+json' }, signal: own.signal, priority: 'high', cache: 'no-cache' });
      if (response.status === 404) return 'gone';
      return response.ok ? await response.json() : null;
    } catch {
      return own.signal.aborted ? undefined : null;
    }
  };
}

/** The lines and links of a feature, for a panel. words: {setup, data, lang, t}; actions: {onInside(code), onGo()}. */
export function detailView(pick, feature, words, { onInside, onGo }) {
  const { setup, lang, t } = words;
  const described = setup.layers[pick.layer];
  const properties = feature.properties;
  const buttons = [button(t('zoomThere'), onGo)];
  if (/^(districts|subdistricts|communities|grids|grid_types)$/.test(pick.layer)) buttons.push(button(t('whatInside'), () => onInside(properties.code)));
  if (pick.layer === 'service_points') buttons.push(element('a', { class: 'button', href: `/points/${pick.id}/` }, t('more')));
  return [
    element('p', { class: 'muted' }, lang === 'en' ? described.title_en : described.title),
    element('dl', { class: 'facts' }, detailLines(pick.layer, properties, words).map(([title, text]) => element('div', {}, element('dt', {}, title), element('dd', {}, text)))),
    element('div', { class: 'side-buttons' }, buttons),
  ];
}

/** The features at one place as a list of buttons. */
export function choiceList(picks, words, onChoose) {
  const list = element('ul', { class: 'choices' });
  replace(list, ...picks.map((pick) => {
    const described = words.setup.layers[pick.layer];
    const title = words.lang === 'en' ? described.title_en : described.title;
    const node = element('button', { type: 'button' }, element('b', {}, featureName(pick.layer, pick.properties, words)), element('span', { class: 'muted' }, title));
    node.addEventListener('click', () => onChoose(pick));
    return element('li', {}, node);
  }));
  return list;
}

function button(text, work) {
  const node = element('button', { type: 'button', class: 'button' }, text);
  node.addEventListener('click', work);
  return node;
}
