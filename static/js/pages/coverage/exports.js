/** What can be taken away: tables of the server, paper, and the link. */
import { element, replace } from '../../lib/dom.js';
import { tileAddress } from '../../lib/projection.js';

const MOST = 20_000;

/** {update(state)} of the menu in a node. */
export function createExports(node, { t, say }) {
  const csv = element('a', { download: true }, t('exportCsv'));
  const geojson = element('a', { download: 'unserved.geojson' }, t('exportGeojson'));
  const menu = element('details', { class: 'heat-menu' }, element('summary', {}, t('export')), element('div', {}, csv, geojson, button('exportPrint', () => window.print()), button('exportLink', copy)));
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

  async function copy() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      say(t('linkCopied'));
    } catch {
      say(t('linkFailed'));
    }
  }

  return {
    update({ kind, level, area, minutes, pace }) {
      csv.href = tileAddress('/api/coverage/table.csv', { category: kind, level, area }, 0, 0, 0);
      geojson.href = tileAddress('/api/coverage/unserved', { category: kind, area, minutes, pace, limit: MOST }, 0, 0, 0);
    },
  };
}
