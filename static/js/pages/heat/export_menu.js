/** The menu of what can be taken away from a desk: it closes on Escape and when it is left, and copies the link of the page. */
import { element, replace } from '../../lib/dom.js';

/** {button(key, work), copyLink, fill(...entries)} of the menu in a node; a button closes the menu before it works. */
export function createExportMenu(node, { t, say }) {
  const room = element('div', {});
  const menu = element('details', { class: 'heat-menu' }, element('summary', {}, t('export')), room);
  replace(node, menu);
  menu.addEventListener('focusout', ({ relatedTarget }) => { if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false; });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  function button(key, work) {
    const made = element('button', { type: 'button' }, t(key));
    made.addEventListener('click', () => {
      menu.open = false;
      void work();
    });
    return made;
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      say(t('linkCopied'));
    } catch {
      say(t('linkFailed'));
    }
  }

  return { button, copyLink, fill: (...entries) => replace(room, ...entries) };
}
