/** The public page: the list is there already; this adds the device's place, the switch and the map. */
import { fromElsewhere, withParameter } from '../lib/place_address.js';
import { ask, keepPlace, placeHere } from './asked.js';
import { enableLocating, showWhatNeedsScripts, tellLocating } from './locate.js';

const WIDE = window.matchMedia('(min-width: 900px)');
const { words } = data();
let started = null;

keepPlace(showAgain, () => tellLocating(words.no_network));
enableLocating(words, askFrom);
wireSwitch();
if (mapIsVisible()) startMap();
WIDE.addEventListener('change', () => mapIsVisible() && startMap());

function data() {
  return JSON.parse(document.getElementById('map-data').textContent);
}

/** The list and the map from another place; what else was asked for stays. */
function askFrom(place) {
  ask(window.location.pathname + fromElsewhere(window.location.search), place).catch(() => tellLocating(words.no_network));
}

/** The page has got another answer: what scripts add is added again, and the map shows it. */
function showAgain() {
  showWhatNeedsScripts();
  const view = new URLSearchParams(window.location.search).get('view') === 'map' ? 'map' : 'list';
  document.body.classList.toggle('map-first', view === 'map');
  showView(view);
  if (started) started.then((shown) => shown.show(data()));
  else if (mapIsVisible()) startMap();
}

function mapIsVisible() {
  return WIDE.matches || document.body.classList.contains('map-first');
}

/** Loads the map once; it measures itself again whenever it becomes visible. */
function startMap() {
  started ??= import('./home_map.js').then((module) => module.showMap(data(), askFrom));
  started.then((shown) => shown.seen());
}

/** List and map change places on a phone without loading the page again. */
function wireSwitch() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-view]');
    if (!link) return;
    event.preventDefault();
    show(link.dataset.view);
  });
}

function show(view) {
  document.body.classList.toggle('map-first', view === 'map');
  const search = withParameter(window.location.search, 'view', view === 'map' ? 'map' : '');
  window.history.replaceState({ place: placeHere() }, '', window.location.pathname + search);
  showView(view);
  if (mapIsVisible()) startMap();
  document.querySelector(view === 'map' ? '.back-to-list' : '#main').focus();
}

function showView(view) {
  for (const link of document.querySelectorAll('.view-switch [data-view]')) {
    if (link.dataset.view === view) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  for (const form of document.querySelectorAll('form[data-asks]')) keepView(form, view);
}

/** A search from the map comes back to the map. */
function keepView(form, view) {
  form.elements.view?.remove();
  if (view === 'map') form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'view', value: 'map' }));
}
