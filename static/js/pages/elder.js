/** Elder mode: the device's place, and the page read aloud with the voices of the device. */
import { fromElsewhere } from '../lib/place_address.js';
import { ask, keepPlace } from './asked.js';
import { enableLocating, showWhatNeedsScripts, tellLocating } from './locate.js';

const words = JSON.parse(document.getElementById('words').textContent);
const noNetwork = () => tellLocating(words.no_network);

// The page of one's own grid and that of a point see to the place themselves.
if (document.querySelector('#main[data-address="/"], #main[data-address^="/?"]')) {
  keepPlace(showWhatScriptsAdd, noNetwork);
  enableLocating(words, (place) => ask(window.location.pathname + fromElsewhere(window.location.search), place).catch(noNetwork));
}
showReading();
document.addEventListener('click', ({ target }) => {
  const speech = window.speechSynthesis;
  const button = target.closest?.('[data-read]');
  if (button && speech.speaking) speech.cancel();
  else if (button) read(button, speech);
});

function showWhatScriptsAdd() {
  showWhatNeedsScripts();
  showReading();
}

function showReading() {
  for (const button of document.querySelectorAll('[data-read]')) button.hidden = !window.speechSynthesis;
}

/** Reads the cards one after the other; the button stops it. */
function read(button, speech) {
  const label = button.querySelector('[data-read-word]');
  const cards = [...document.querySelectorAll('.elder-card, .point main')];
  const utterances = cards.map((card) => new SpeechSynthesisUtterance(spoken(card)));
  const rest = () => { label.textContent = words.read; };
  for (const utterance of utterances) {
    utterance.lang = document.documentElement.lang.startsWith('en') ? 'en-GB' : 'zh-CN';
    utterance.rate = 0.85;
    utterance.addEventListener('error', rest);
  }
  utterances.at(-1)?.addEventListener('end', rest);
  label.textContent = words.stop;
  utterances.forEach((utterance) => speech.speak(utterance));
}

function spoken(card) {
  return [...card.querySelectorAll('h1, h3, p')].map(wordsOf).join('。');
}

/** The words of a line, without what only text browsers show. */
function wordsOf(line) {
  const copy = line.cloneNode(true);
  copy.querySelectorAll('.apart').forEach((one) => one.remove());
  return copy.textContent.trim();
}
