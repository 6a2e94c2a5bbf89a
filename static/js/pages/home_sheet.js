/** The sheet over the map on a phone: what the card says, with the walk at both paces and the two main actions. */
import { replace } from '../lib/dom.js';
import { symbol } from './symbol.js';

const part = (name) => document.querySelector(`#sheet [data-part="${name}"]`);
const paces = () => document.querySelectorAll('#sheet [data-pace]');

/** Fills and opens the sheet; it is out of sight where the list is beside the map. */
export function openSheet(pin, pace) {
  const sprite = document.getElementById('map').dataset.symbols;
  part('name').textContent = pin.name;
  const word = document.createElement('b');
  word.textContent = pin.state.word;
  replace(part('state'), symbol(sprite, `state-${pin.state.key}`), word, ` ${pin.state.change}`);
  part('state').className = `state state-${pin.state.key}`;
  part('distance').textContent = pin.minutes ? '' : pin.distance;
  part('paces').hidden = !pin.minutes;
  for (const button of paces()) {
    button.querySelector('[data-minutes]').textContent = pin.minutes?.[button.dataset.pace] ?? '';
  }
  press(pace);
  part('call').hidden = !pin.phone;
  part('call').href = `tel:${pin.dial}`;
  part('detail').href = `/points/${pin.uuid}/${window.location.search}`;
  document.getElementById('sheet').hidden = false;
}

/** Takes the sheet away. */
export function closeSheet() {
  document.getElementById('sheet').hidden = true;
}

/** The close button and Escape take the sheet away again; setPace(pace) is called when a pace is pressed. */
export function wireSheet(closed, setPace) {
  const sheet = document.getElementById('sheet');
  const close = () => {
    closeSheet();
    closed();
  };
  sheet.querySelector('[data-close]').addEventListener('click', close);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && !sheet.hidden && close());
  for (const button of paces()) {
    button.addEventListener('click', () => {
      press(button.dataset.pace);
      setPace(button.dataset.pace);
    });
  }
}

function press(pace) {
  for (const button of paces()) button.setAttribute('aria-pressed', String(button.dataset.pace === pace));
}
