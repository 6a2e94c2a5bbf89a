/** What stands where figures should: that they are on their way, or why not, with a way to ask again. */
import { element } from '../../lib/dom.js';

/** A line that says that something is being read. */
export function waiting(t) {
  return element('p', { class: 'muted', 'aria-busy': 'true' }, t('loading'));
}

/** The words of a refusal and a button that asks again. */
export function faultNote({ fault }, t, again) {
  const button = element('button', { type: 'button', class: 'button' }, t('retry'));
  button.addEventListener('click', again);
  return element('div', { class: 'heat-fault', role: 'alert' }, element('p', {}, fault ?? t('failed')), button);
}
