/** Keeps the public pages for times without a network, and says on a kept copy when it was made. */

// A page that loads this long after it was made is a copy.
const STALE_MS = 10 * 60 * 1000;

navigator.serviceWorker?.register('/service-worker.js').catch(() => {
  // A private window or an old browser: everything works, only not without a network.
});

if (document.querySelector('[data-offline-note]')) {
  const tell = () => {
    // The page may have got another answer since.
    const note = document.querySelector('[data-offline-note]');
    const isCopy = Date.now() - Date.parse(note.dataset.made) > STALE_MS;
    note.hidden = navigator.onLine && !isCopy;
    // Written only now, so that browsers which show hidden things do not tell it to everyone.
    note.textContent = note.hidden ? '' : note.dataset.words;
  };
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  tell();
}
