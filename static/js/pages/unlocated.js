/**
 * The unlocated list: the page's own links and forms without a reload, so that the map stays, and keys for the hand.
 * Without this script every link and form works as a page of its own.
 */
import { createPlaceMap } from './unlocated_map.js';

const KINDS_OF_FIELD = ['text', 'search'];

const map = createPlaceMap(document.getElementById('map'), useSpot);
let going = 0;
let state = 'submit';

show();
document.addEventListener('click', followed);
document.addEventListener('submit', submitted);
document.addEventListener('change', changed);
document.addEventListener('keydown', pressed);
window.addEventListener('popstate', () => go(window.location.href, {}, false));

/** Draws what the page now says. */
function show() {
  map.show(JSON.parse(document.getElementById('unlocated-data').textContent), chosenKey(), typedSpot());
}

function followed(event) {
  const link = event.target.closest('a[data-go]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go(link.href);
}

function submitted(event) {
  const form = event.target.closest('form[data-by-script]');
  if (!form) return;
  event.preventDefault();
  const told = new FormData(form, event.submitter);
  if (form.method === 'post') {
    go(form.action, { method: 'POST', body: new URLSearchParams(told) });
  } else {
    const query = new URLSearchParams([...told].filter(([, value]) => value !== ''));
    go(`${form.action}?${query}`);
  }
}

/** Fetches a page and puts its list and its work in the place of ours; the last call wins, a save is sent once. */
async function go(address, options = {}, keep = true) {
  if (state === 'saving') return;
  if (options.method === 'POST') state = 'saving';
  going += 1;
  const mine = going;
  document.body.setAttribute('aria-busy', 'true');
  const page = await fetched(address, options);
  state = 'submit';
  if (mine !== going) return;
  document.body.removeAttribute('aria-busy');
  if (!page || !swap(page.document)) {
    window.location.assign(options.method === 'POST' ? window.location.href : address);
    return;
  }
  if (keep && (page.searched || page.url !== window.location.href)) window.history.pushState(null, '', page.url);
  show();
  document.querySelector('[data-head]')?.focus();
  document.querySelector('.lines .selected')?.scrollIntoView({ block: 'nearest' });
}

/**
 * The page at an address; a refused form comes back without one, it keeps the address of the page it stood on.
 * So does a search, from which the way back leads to the row as it was.
 */
async function fetched(address, options) {
  const response = await fetch(address, options).catch(() => null);
  if (!response?.ok) return null;
  const document = new DOMParser().parseFromString(await response.text(), 'text/html');
  const refused = options.method === 'POST' && !response.redirected;
  const searched = options.body?.get('verb') === 'search';
  return { document, searched, url: refused ? window.location.href : response.url };
}

/** Whether both parts were found and put in place. */
function swap(page) {
  const fresh = ['queue', 'work'].map((name) => page.querySelector(`[data-swap="${name}"]`));
  if (fresh.includes(null)) return false;
  for (const part of fresh) {
    document.querySelector(`[data-swap="${part.dataset.swap}"]`).replaceWith(document.adoptNode(part));
  }
  return true;
}

function changed({ target }) {
  if (target.form?.classList.contains('filters')) target.form.requestSubmit();
  else if (target.name === 'spot') map.choose(target.value, typedSpot());
  else if (target.name === 'lon' || target.name === 'lat') typed();
}

/** Numbers that make a place are the own place. */
function typed() {
  radio('own').checked = true;
  map.choose('own', typedSpot());
}

/** A click on the map or a dragged marker: the own place. */
function useSpot({ lon, lat }) {
  const [x, y] = fields();
  if (!x) return;
  x.value = lon.toFixed(7);
  y.value = lat.toFixed(7);
  typed();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const { target, key } = event;
  if (KINDS_OF_FIELD.includes(target.type) || target.tagName === 'SELECT' || target.closest('.map')) return;
  const step = { ArrowDown: 'after', ArrowUp: 'before' }[key];
  if (step) {
    event.preventDefault();
    document.querySelector(`[data-${step}]`)?.click();
  } else if (/^[1-5]$/.test(key)) {
    chooseNumber(Number(key));
  } else if (key === 'Enter' && !target.closest('a, button, summary')) {
    event.preventDefault();
    document.querySelector('[data-save]')?.click();
  }
}

function chooseNumber(number) {
  const choice = document.querySelectorAll('.choices input[name=spot]:not([value=own])')[number - 1];
  if (!choice) return;
  choice.checked = true;
  choice.scrollIntoView({ block: 'nearest' });
  map.choose(choice.value, typedSpot());
}

function chosenKey() {
  return document.querySelector('.choices input[name=spot]:checked')?.value ?? '';
}

function radio(value) {
  return document.querySelector(`.choices input[name=spot][value="${value}"]`);
}

function fields() {
  return ['lon', 'lat'].map((name) => document.querySelector(`.choices input[name=${name}]`));
}

/** The place of the two fields, null where they hold none. */
function typedSpot() {
  const [lon, lat] = fields().map((field) => (field?.value.trim() ? Number(field.value) : NaN));
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? { lon, lat } : null;
}
