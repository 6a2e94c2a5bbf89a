/** Progress of an upload that is worked on: a small question every second, the next page once it is done. */

const EVERY_MS = 800;
const PATIENT_MS = 5000;
const page = document.querySelector('[data-state-url]');

window.setTimeout(look, EVERY_MS);

async function look() {
  const told = await fetch(page.dataset.stateUrl, { headers: { Accept: 'application/json' } })
    .then((response) => (response.ok ? response.json() : null)).catch(() => null);
  if (told && !told.working && told.state !== 'uploaded') {
    window.location.reload();
    return;
  }
  if (told) show(told);
  window.setTimeout(look, told ? EVERY_MS : PATIENT_MS);
}

function show({ step_word: step, count, stopping }) {
  set('[data-step]', step);
  set('[data-count]', count);
  page.querySelector('[data-stopping]').hidden = !stopping;
}

function set(selector, text) {
  const node = page.querySelector(selector);
  if (node.textContent !== text) node.textContent = text;
}
