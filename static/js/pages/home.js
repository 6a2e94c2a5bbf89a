/** The public page: the list is there already; this adds the device's place, the switch and the map. */
import { withParameter } from '../lib/place_address.js';
import { enableLocating } from './locate.js';

const WIDE = window.matchMedia('(min-width: 900px)');
const data = JSON.parse(document.getElementById('map-data').textContent);
let started = null;

enableLocating(data.words);
wireSwitch();
if (mapIsVisible()) startMap();
WIDE.addEventListener('change', () => mapIsVisible() && startMap());

function mapIsVisible() {
  return WIDE.matches || document.body.classList.contains('map-first');
}

/** Loads the map once; it measures itself again whenever it becomes visible. */
function startMap() {
  started ??= import('./home_map.js').then((module) => module.showMap(data));
  started.then((map) => map.invalidateSize());
}

/** List and map change places on a phone without loading the page again. */
function wireSwitch() {
  for (const link of document.querySelectorAll('[data-view]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      show(link.dataset.view);
    });
  }
}

/** A search from the map comes back to the map. */
function keepView(form, view) {
  form.elements.view?.remove();
  if (view === 'map') form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'view', value: 'map' }));
}

function show(view) {
  document.body.classList.toggle('map-first', view === 'map');
  const search = withParameter(window.location.search, 'view', view === 'map' ? 'map' : '');
  window.history.replaceState(null, '', window.location.pathname + search);
  for (const link of document.querySelectorAll('.view-switch [data-view]')) {
    if (link.dataset.view === view) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  for (const form of document.querySelectorAll('form.search')) keepView(form, view);
  if (mapIsVisible()) startMap();
  document.querySelector(view === 'map' ? '.back-to-list' : '#main').focus();
}
