/** Symbols of the sprite as elements. */
import { svg } from '../lib/dom.js';

/** An <svg> that shows one symbol; hidden from screen readers, the words beside it speak. */
export function symbol(sprite, name) {
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('use', { href: `${sprite}#${name}` }));
}
