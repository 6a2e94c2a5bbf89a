/** What every desk with a map, filters and analyses begins with: its setup and words, notes, the way of the map to the address, news. */
import { paced } from '../../lib/paced.js';
import { readSetup } from '../../map/map.js';

const NOTE_MS = 8000;
const DEGREES = 6;

/** The node of a part of the page. */
export const part = (name) => document.querySelector(`[data-part="${name}"]`);

/** {setup, data, lang, theme, t, say(text)} of the page; dataId: the element with the desk's own data; translator: lang → t. */
export function readDesk(dataId, translator) {
  const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
  const theme = document.documentElement.classList.contains('theme-dark') ? 'dark' : 'light';
  return { setup: readSetup(), data: readSetup(dataId), lang, theme, t: translator(lang), say: notes(part('note')) };
}

/** A function (busy) that shows whether answers are waited for. */
export const showBusy = (busy) => document.body.classList.toggle('loading', busy);

/** Clicks and Enter choose a place (pickAt(latlng)), moves of the map go to the address, Escape lets go (onLeft). */
export function wireMap({ map, store, pickAt, onLeft = () => {} }) {
  map.on('click', ({ latlng }) => pickAt(latlng));
  map.on('moveend', () => {
    if (map.framing) return;
    const { lng, lat } = map.getCenter();
    store.note({ at: { lon: Number(lng.toFixed(DEGREES)), lat: Number(lat.toFixed(DEGREES)), zoom: Number(map.getZoom().toFixed(2)) } });
  });
  part('map').addEventListener('keydown', (event) => {
    if (event.target === part('map') && event.key === 'Enter') pickAt(map.getCenter());
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !store.get().pick || event.defaultPrevented) return;
    store.set({ pick: '' });
    onLeft();
  });
}

/** The button that changes between light and dark; the page is loaded anew. */
export function wireTheme(store, theme) {
  const button = part('theme');
  button.hidden = false;
  button.addEventListener('click', () => {
    store.note({ theme: theme === 'dark' ? 'light' : 'dark' });
    window.location.reload();
  });
}

/** Calls anew() after news of some kinds while the page is looked at, at most once in ms. */
export function onNews(live, kinds, ms, anew) {
  const later = paced(anew, ms);
  live.listen((changed) => { if (!document.hidden && kinds.some((kind) => changed.has(kind))) later(); });
}

/** Whether the state names another view of the map than before. */
export function isMoved(state, before) {
  return Boolean(before && state.at && JSON.stringify(state.at) !== JSON.stringify(before.at));
}

/** A function that says something for a while; readers of the screen hear it once. */
function notes(node) {
  let timer = null;
  return (text) => {
    clearTimeout(timer);
    node.textContent = text;
    timer = setTimeout(() => { node.textContent = ''; }, NOTE_MS);
  };
}
