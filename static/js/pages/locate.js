/** "Nearest to me": asks the device for its place and hands it on. */
import { placeFields } from '../lib/place_address.js';

const OPTIONS = { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 };

/** Shows what needs scripts and wires every locate button there is or will be; words: {denied, unavailable, waiting}. */
export function enableLocating(words, go) {
  showWhatNeedsScripts();
  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-locate]');
    if (button) locate(button, words, go);
  });
}

/** Again after the page has got another answer. */
export function showWhatNeedsScripts() {
  for (const node of document.querySelectorAll('[data-needs-script]')) node.hidden = false;
  for (const button of document.querySelectorAll('[data-locate]')) button.hidden = !navigator.geolocation;
}

/** Says something where the place is asked for; nothing takes the words away. */
export function tellLocating(text) {
  for (const node of document.querySelectorAll('[data-locate-error]')) {
    node.textContent = text;
    node.hidden = !text;
  }
}

function locate(button, words, go) {
  button.disabled = true;
  tellLocating(words.waiting);
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    button.disabled = false;
    go(placeFields({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }));
  }, (problem) => {
    button.disabled = false;
    tellLocating(problem.code === problem.PERMISSION_DENIED ? words.denied : words.unavailable);
    document.getElementById('where')?.setAttribute('open', '');
  }, OPTIONS);
}
