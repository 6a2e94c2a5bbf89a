/** What is found for the words in a field, as a list under it: asked for while typing, chosen with keys or by a click. */
import { element, replace } from './dom.js';

const QUIET_MS = 300;

/**
 * {enter(): chooses what is marked, or asks at once and chooses the only one found, shut()}. box holds the list, id names it.
 * find(text) → {rows: [[name, note]], label of the list, none: words where nothing is found}, undefined when asked anew meanwhile;
 * onChoose(number of the row).
 */
export function createFoundList(input, box, { id, find, onChoose }) {
  let options = [];
  let current = -1;
  let waiting = null;

  function shut() {
    box.hidden = true;
    current = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  async function search() {
    clearTimeout(waiting);
    const text = input.value.trim();
    if (!text) return shut();
    const found = await find(text);
    if (!found || input.value.trim() !== text) return undefined;
    shut();
    options = found.rows.map(option);
    box.hidden = false;
    if (options.length === 0) return replace(box, element('p', { role: 'status' }, found.none));
    replace(box, element('div', { role: 'listbox', id, 'aria-label': found.label }, options));
    input.setAttribute('aria-controls', id);
    input.setAttribute('aria-expanded', 'true');
    return undefined;
  }

  function option([name, note], index) {
    const node = element('div', { role: 'option', id: `${id}-${index}`, 'aria-selected': 'false' }, name, element('span', {}, note));
    node.addEventListener('mousedown', (event) => event.preventDefault());
    node.addEventListener('click', () => choose(index));
    return node;
  }

  function choose(index) {
    shut();
    onChoose(index);
  }

  function move(step) {
    if (box.hidden || options.length === 0) return;
    current = (current + step + options.length) % options.length;
    options.forEach((node, index) => node.setAttribute('aria-selected', String(index === current)));
    options[current].scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options[current].id);
  }

  input.addEventListener('input', (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(search, QUIET_MS);
  });
  input.addEventListener('compositionend', () => { waiting = setTimeout(search, QUIET_MS); });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape' && !box.hidden) {
      event.stopPropagation();
      shut();
    }
  });

  return {
    shut,
    async enter() {
      if (!box.hidden && current >= 0) return choose(current);
      await search();
      if (!box.hidden && options.length === 1) choose(0);
      return undefined;
    },
  };
}
