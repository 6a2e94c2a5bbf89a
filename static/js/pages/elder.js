/** Elder mode: the device's place, and the page read aloud with the voices of the device. */
import { enableLocating } from './locate.js';

const words = JSON.parse(document.getElementById('words').textContent);

// The page of one's own grid sends the place itself.
if (!document.getElementById('place')) enableLocating(words);
wireReading();

function wireReading() {
  const button = document.querySelector('[data-read]');
  const speech = window.speechSynthesis;
  if (!button) return;
  button.hidden = !speech;
  button?.addEventListener('click', () => (speech.speaking ? speech.cancel() : read(button, speech)));
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
  return [...card.querySelectorAll('h1, h3, p')].map((line) => line.textContent.trim()).join('。');
}
