/** What can be taken away: a picture drawn here, tables and a briefing of the server, paper, and the link. */
import { element } from '../../lib/dom.js';
import { tileAddress } from '../../lib/projection.js';
import { filterQuery } from '../../lib/heat_state.js';
import { createExportMenu } from './export_menu.js';
import { printAs } from '../desk/printing.js';
import { drawHeatPicture, saveHeatPicture } from './picture.js';

const ADDRESSES = { exportCsv: '/api/heat/table.csv', exportXlsx: '/api/heat/table.xlsx', exportBriefing: '/api/heat/briefing.html' };

/** {update(state)} of the menu in a node. given: {store, data, t, view, say, legend(), summary()}. */
export function createExports(node, given) {
  const { t, say } = given;
  const links = Object.entries(ADDRESSES).map(([key, address]) => ({ address, node: element('a', { href: address, download: true }, t(key)) }));
  const menu = createExportMenu(node, { t, say });
  menu.fill(menu.button('exportPicture', () => saveHeatPicture(given)), ...links.map((link) => link.node), menu.button('exportPrint', () => window.print()), menu.button('exportLink', menu.copyLink));

  printAs(() => drawHeatPicture(given));

  return {
    update(state) {
      for (const link of links) link.node.href = tileAddress(link.address, { ...filterQuery(state), level: state.level, borders: state.borders }, 0, 0, 0);
    },
  };
}
