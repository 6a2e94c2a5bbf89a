/** What can be taken away: tables of the server, paper, and the link. */
import { element } from '../../lib/dom.js';
import { tileAddress } from '../../lib/projection.js';
import { printAs } from '../desk/printing.js';
import { createExportMenu } from '../heat/export_menu.js';
import { drawCoveragePicture, saveCoveragePicture } from './picture.js';

const MOST = 20_000;

/** {update(state)} of the menu in a node. given: as drawCoveragePicture, with {data, say}. */
export function createExports(node, given) {
  const { t, say } = given;
  const csv = element('a', { download: true }, t('exportCsv'));
  const areas = element('a', { download: true }, t('exportAreas'));
  const geojson = element('a', { download: 'unserved.geojson' }, t('exportGeojson'));
  const menu = createExportMenu(node, { t, say });
  menu.fill(menu.button('exportPicture', () => saveCoveragePicture(given)), csv, areas, geojson, menu.button('exportPrint', () => window.print()), menu.button('exportLink', menu.copyLink));
  printAs(() => drawCoveragePicture(given));

  return {
    update({ kind, level, area, minutes, pace }) {
      csv.href = tileAddress('/api/coverage/table.csv', { category: kind, level, area }, 0, 0, 0);
      areas.href = tileAddress('/api/coverage/areas.geojson', { category: kind, level, area }, 0, 0, 0);
      geojson.href = tileAddress('/api/coverage/unserved', { category: kind, area, minutes, pace, limit: MOST }, 0, 0, 0);
    },
  };
}
