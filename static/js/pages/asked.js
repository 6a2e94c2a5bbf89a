/**
 * Pages asked from a place: the place goes in a posted body and stays in this tab's own history entry, so that going back
 * and reloading still know it while no address, no stored data and no other tab does.
 */
import { apart, withParameter } from '../lib/place_address.js';

// What another answer to the same page brings anew.
const PARTS = ['header', '#main', '.elder-bar', '#map-data', '.sheet-note'];
let answered = () => {};
let asking = 0;
let shown = { question: '', place: null };

/** The place this page was asked from, {lon, lat, acc, from}; null for none. */
export function placeHere() {
  return window.history.state?.place ?? null;
}

/** Wires forms, links and the way back; again() is called whenever the page has got another answer, failed() with no network. */
export function keepPlace(again, failed) {
  answered = again;
  takeFromForm();
  shown = { question: question(), place: placeHere() };
  document.addEventListener('submit', (event) => asks(event, failed));
  document.addEventListener('click', follows);
  window.addEventListener('popstate', () => comesBack(failed));
  // A reload asks without the place: the list is there at once, and from the place a moment later.
  if (placeHere() && !document.getElementById('here')) ask(window.location.href, placeHere(), 'none').catch(failed);
}

/** Shows the answer of an address to a place (null: none); entry: push, replace or none. Rejects without a network. */
export async function ask(address, place, entry = 'push') {
  const turn = ++asking;
  const url = new URL(address, window.location.href);
  document.getElementById('main').setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(url, place ? { method: 'POST', body: new URLSearchParams(place) } : {});
    const text = await response.text();
    if (turn !== asking) return;
    const page = new DOMParser().parseFromString(text, 'text/html');
    if (!response.ok || !isAlike(page)) visit(url.href, place);
    else show(page, url, place, entry);
  } finally {
    document.getElementById('main').removeAttribute('aria-busy');
  }
}

/** Another document asked from a place, by a form as if somebody had sent it. */
export function visit(address, place) {
  if (!place) {
    window.location.assign(address);
    return;
  }
  const form = Object.assign(document.createElement('form'), { method: 'post', action: address, hidden: true });
  for (const [name, value] of Object.entries(place)) {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
  document.body.append(form);
  form.submit();
}

/** What the entry of the history asks, as one text; whether list or map is seen asks nothing. */
function question() {
  return withParameter(window.location.search, 'view', '') + JSON.stringify(placeHere());
}

/** Another entry of the history: one that a jump within the page has just made is still about the same place. */
function comesBack(failed) {
  if (window.history.state === null) window.history.replaceState({ place: shown.place }, '');
  else if (question() !== shown.question) ask(window.location.href, placeHere(), 'none').catch(failed);
}

function isAlike(page) {
  return page.documentElement.className === document.documentElement.className && Boolean(page.querySelector('#main[data-address]'));
}

function show(page, url, place, entry) {
  const focused = sign(document.activeElement);
  for (const part of PARTS) {
    const next = page.querySelector(part);
    if (next) document.querySelector(part)?.replaceWith(document.adoptNode(next));
  }
  document.title = page.title;
  if (entry !== 'none') {
    window.history[`${entry}State`]({ place }, '', url.pathname + url.search);
    window.scrollTo(0, 0);
  }
  shown = { question: question(), place: placeHere() };
  answered();
  if (focused || entry !== 'none') {
    (document.querySelector(focused || '#main') ?? document.getElementById('main')).focus({ preventScroll: true });
  }
  tell(document.querySelector('.summary')?.textContent ?? '');
}

/** A selector of the control that was pressed, to give it the focus again. */
function sign(node) {
  if (node?.id) return `#${CSS.escape(node.id)}`;
  if (node?.name) return `.results button[name="${CSS.escape(node.name)}"][value="${CSS.escape(node.value)}"]`;
  return '';
}

function tell(words) {
  const status = document.getElementById('told');
  if (status) status.textContent = words.replace(/\s+/g, ' ').trim();
}

/** A page that came by a form: from now on its history entry knows the place, and its address is the one to share. */
function takeFromForm() {
  const form = document.getElementById('here');
  if (form && !placeHere()) {
    window.history.replaceState({ place: apart(new FormData(form)).place }, '', document.getElementById('main').dataset.address);
  } else if (window.history.state === null) window.history.replaceState({ place: null }, '');
}

/** Forms that ask this page itself are answered in it. */
function asks(event, failed) {
  const form = event.target;
  if (!form.matches('[data-asks]') || form.method !== 'post') return;
  event.preventDefault();
  const { place, search } = apart(new FormData(form, event.submitter));
  ask(window.location.pathname + search, place).catch(failed);
}

/** Links that lead on take the place along; a new tab or a copied link goes without it. */
function follows(event) {
  const link = event.target.closest?.('a[data-keeps-place]');
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || !placeHere()) return;
  event.preventDefault();
  visit(link.href, placeHere());
}
