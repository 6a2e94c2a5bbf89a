/** The sheet over the map on a phone: what the card says, with the two main actions. */
import { replace } from '../lib/dom.js';
import { symbol } from './symbol.js';

const part = (name) => document.querySelector(`#sheet [data-part="${name}"]`);

/** Fills and opens the sheet; it is out of sight where the list is beside the map. */
export function openSheet(pin) {
  const sprite = document.getElementById('map').dataset.symbols;
  part('name').textContent = pin.name;
  const word = document.createElement('b');
  word.textContent = pin.state.word;
  replace(part('state'), symbol(sprite, `state-${pin.state.key}`), word, ` ${pin.state.change}`);
  part('state').className = `state state-${pin.state.key}`;
  part('distance').textContent = pin.distance;
  part('call').hidden = !pin.phone;
  part('call').href = `tel:${pin.dial}`;
  part('detail').href = `/points/${pin.uuid}/${window.location.search}`;
  document.getElementById('sheet').hidden = false;
}

/** The close button and Escape take the sheet away again. */
export function wireSheet(closed) {
  const sheet = document.getElementById('sheet');
  const close = () => {
    sheet.hidden = true;
    closed();
  };
  sheet.querySelector('[data-close]').addEventListener('click', close);
  document.addEventListener('keydown', (event) => event.key === 'Escape' && !sheet.hidden && close());
}
