/** The panel beside the map (a sheet on a phone): one title, one content, one way to close it. */
import { element, replace } from '../../lib/dom.js';

/** {show(title, ...content), close(), focus(), hasFocus(), isOpen(), room()}; onClose() runs when somebody closes it, focus goes back to where it was. */
export function createSidePanel(node, { t, onClose }) {
  const heading = element('h2', { tabindex: -1 });
  const close = element('button', { type: 'button', class: 'side-close' }, element('span', { 'aria-hidden': 'true' }, '×'), element('span', { class: 'visually-hidden' }, t('close')));
  const body = element('div', { class: 'side-body' });
  replace(node, element('div', { class: 'side-head' }, heading, close), body);
  close.addEventListener('click', () => hide(true));

  function hide(told) {
    if (node.hidden) return;
    node.hidden = true;
    document.body.classList.remove('side-open');
    if (told) onClose();
  }

  return {
    show(title, ...content) {
      heading.textContent = title;
      replace(body, ...content.flat());
      body.scrollTop = 0;
      node.hidden = false;
      document.body.classList.add('side-open');
    },
    close: hide,
    focus: () => heading.focus({ preventScroll: true }),
    hasFocus: () => node.contains(document.activeElement),
    isOpen: () => !node.hidden,
    /** What the panel covers of the map: [pixels at the right, pixels at the bottom]. */
    room() {
      if (node.hidden) return [0, 0];
      const sheet = node.offsetWidth >= node.parentElement.offsetWidth - 1;
      return sheet ? [0, node.offsetHeight] : [node.offsetWidth + 12, 0];
    },
  };
}
