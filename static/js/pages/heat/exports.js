/** What can be taken away: a picture drawn here, tables and a briefing of the server, paper, and the link. */
import { element, replace } from '../../lib/dom.js';
import { tileAddress } from '../../lib/projection.js';
import { filterQuery } from '../../lib/heat_state.js';
import { drawPicture, savePicture } from './picture.js';

const ADDRESSES = { exportCsv: '/api/heat/table.csv', exportXlsx: '/api/heat/table.xlsx', exportBriefing: '/api/heat/briefing.html' };

/** {update(state)} of the menu in a node. given: {store, data, t, view, say, legend(), summary()}. */
export function createExports(node, given) {
  const { store, t, say } = given;
  const links = Object.entries(ADDRESSES).map(([key, address]) => ({ address, node: element('a', { href: address, download: true }, t(key)) }));
  const buttons = [
    button('exportPicture', () => savePicture(given)),
    button('exportPrint', () => window.print()),
    button('exportLink', copyLink),
  ];
  const menu = element('details', { class: 'heat-menu' }, element('summary', {}, t('export')),
    element('div', {}, buttons[0], links.map((link) => link.node), buttons.slice(1)));
  replace(node, menu);
  menu.addEventListener('focusout', ({ relatedTarget }) => { if (relatedTarget && !menu.contains(relatedTarget)) menu.open = false; });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector('summary').focus();
  });

  // On paper the map is the picture: with its legend, scale and title, as large as the screen showed it.
  const sheet = document.querySelector('[data-part="sheet"]');
  window.addEventListener('beforeprint', () => sheet.replaceChildren(drawPicture(given)));
  window.addEventListener('afterprint', () => sheet.replaceChildren());

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

  return {
    update(state) {
      for (const link of links) link.node.href = tileAddress(link.address, { ...filterQuery(state), level: state.level, borders: state.borders }, 0, 0, 0);
    },
  };
}
