/**
 * The service worker of the public pages. Its caller names SHELL (addresses kept from the start) and VERSION.
 * Kept are only pages whose answer says so (X-Offline-Copy): never those of staff, of a search or of a place.
 */
/* global SHELL, VERSION */

const SHELL_CACHE = `shell-${VERSION}`;
const PAGE_CACHE = 'pages';
const OFFLINE = '/offline/';
const MOST_PAGES = 30;
const KEPT_PAGES = /^\/(points\/[0-9a-f-]{36}\/)?$/;
const OTHER_PUBLIC_PAGES = /^\/(my-area|open-data)\/$/;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOldShells()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (SHELL.includes(url.pathname)) event.respondWith(fromShell(request));
  else if (request.mode === 'navigate' && isPublic(url.pathname)) event.respondWith(fromNetwork(request, url));
});

function isPublic(path) {
  return KEPT_PAGES.test(path) || OTHER_PUBLIC_PAGES.test(path);
}

/** The shell, the offline page, and the list as a stranger without a place sees it. */
async function install() {
  const shell = await caches.open(SHELL_CACHE);
  await shell.addAll(SHELL);
  await keep('/', await fetch('/', { credentials: 'same-origin' }));
  await self.skipWaiting();
}

async function forgetOldShells() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL_CACHE && name !== PAGE_CACHE).map((name) => caches.delete(name)));
}

async function fromShell(request) {
  return (await caches.match(new URL(request.url).pathname)) ?? fetch(request);
}

/** The answer of the server; without a network the copy kept of the page, or the page that says so. */
async function fromNetwork(request, url) {
  try {
    const response = await fetch(request);
    await keep(url.pathname, response);
    return response;
  } catch {
    const copy = KEPT_PAGES.test(url.pathname) ? await caches.match(url.pathname) : undefined;
    return copy ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
}

/** Keeps a copy where the server allows it; the oldest go first. */
async function keep(path, response) {
  if (!response.ok || response.redirected || response.headers.get('X-Offline-Copy') !== '1') return;
  const pages = await caches.open(PAGE_CACHE);
  await pages.delete(path);
  await pages.put(path, response.clone());
  const held = await pages.keys();
  const others = held.filter((one) => new URL(one.url).pathname !== '/');
  await Promise.all(others.slice(0, Math.max(0, others.length - MOST_PAGES)).map((one) => pages.delete(one)));
}
