/** "Nearest to me": asks the device for its place and reloads the list from there. */
import { withPlace } from '../lib/place_address.js';

const OPTIONS = { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 };

/** Shows what needs scripts and wires every locate button; words: {denied, unavailable, waiting}, go: what is done with a place. */
export function enableLocating(words, go = reload) {
  for (const node of document.querySelectorAll('[data-needs-script]')) node.hidden = false;
  if (!navigator.geolocation) return;
  for (const button of document.querySelectorAll('[data-locate]')) {
    button.hidden = false;
    button.addEventListener('click', () => locate(button, words, go));
  }
}

function locate(button, words, go) {
  button.disabled = true;
  tell(words.waiting);
  navigator.geolocation.getCurrentPosition(go, (problem) => {
    button.disabled = false;
    tell(problem.code === problem.PERMISSION_DENIED ? words.denied : words.unavailable);
    document.getElementById('where')?.setAttribute('open', '');
  }, OPTIONS);
}

function reload({ coords }) {
  const place = { lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy };
  window.location.assign(window.location.pathname + withPlace(window.location.search, place));
}

function tell(text) {
  for (const node of document.querySelectorAll('[data-locate-error]')) {
    node.textContent = text;
    node.hidden = !text;
  }
}
