/** Panels of the grid type scene: composition, intensity, most frequent events, types by area. */
import { element, svg } from '../../lib/dom.js';
import { decimal, percent, whole } from '../../lib/format.js';
import { bar, typeSwatch } from './marks.js';
import { areaButton, panel, span, table, total } from './panel.js';

/** How many grids and households each type has. */
export function compositionPanel(kit) {
  const { figures, t } = kit;
  const rows = inOrder(kit);
  const grids = total(rows, 'grids');
  const body = rows.map((row) => element('tr', {}, element('td', {}, named(kit, row.grid_type)),
    element('td', {}, element('strong', {}, whole(row.grids))),
    element('td', { class: 'quiet' }, `${percent(grids ? row.grids / grids : null)} %`),
    element('td', {}, whole(row.households))));
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}, whole(grids)), element('td', {}, '100 %'),
    element('td', {}, whole(total(rows, 'households'))));
  return panel(t('gridTypes'), t('gridsAndHouseholds'),
    element('div', {}, stack(kit, rows, grids), table([t('type'), t('level_grid'), t('share'), t('households')], body, foot)));
}

/** The types that occur, in the order of the legend. */
function inOrder({ figures, legend }) {
  return legend.map((item) => figures.types.find((row) => row.grid_type === item.key)).filter(Boolean);
}

function stack({ legend }, rows, all) {
  const picture = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'stack', 'aria-hidden': 'true' });
  let x = 0;
  for (const row of rows) {
    const width = all ? row.grids / all * 100 : 0;
    picture.append(svg('rect', { x, width: Math.max(0, width - 0.4), height: 10, fill: itemOf(legend, row.grid_type).swatch.dark }));
    x += width;
  }
  return picture;
}

/** Events per 1,000 households by type. */
export function intensityPanel(kit) {
  const { figures, t } = kit;
  const rows = inOrder(kit);
  const most = Math.max(1, ...rows.map((row) => row.events_per_1000_households ?? 0));
  const body = rows.map((row) => element('tr', {}, element('td', {}, named(kit, row.grid_type)),
    element('td', { class: 'bar-cell' }, bar((row.events_per_1000_households ?? 0) / most, 'var(--bar)')),
    element('td', { class: 'quiet' }, whole(row.events)),
    element('td', {}, element('strong', {}, row.events_per_1000_households === null ? t('tooFew') : decimal(row.events_per_1000_households)))));
  const sum = total(rows, 'events');
  const all = sum === figures.profile.events ? figures.profile.events_per_1000_households : null;
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}), element('td', {}, whole(sum)),
    element('td', {}, all === null ? '' : decimal(all)));
  return panel(t('intensity'), span(figures, t), table([t('type'), '', t('inPeriod'), t('perThousand')], body, foot));
}

/** The three most frequent categories of each type. */
export function frequentPanel(kit) {
  const { t, nameOf } = kit;
  const body = inOrder(kit).map((row) => element('tr', {}, element('td', {}, named(kit, row.grid_type, true)),
    row.top.map((top) => element('td', {}, nameOf(top), element('br'), element('strong', {}, percent(top.share)), ' %'))));
  return panel(t('topEvents'), t('topNote'), table([t('type'), '', '', ''], body, null, 'frequent'), true);
}

/** How many grids of each type the areas below have; for grids, which type each is. */
export function typesByAreaPanel(kit) {
  const { figures, t, legend } = kit;
  const rows = figures.by_area.filter((row) => Object.keys(row.types).length > 0);
  if (rows.length === 0) return null;
  const known = legend.filter((item) => figures.types.some((row) => row.grid_type === item.key));
  const heads = known.map((item) => named(kit, item.key, true));
  const count = (row, item) => row.types[item.key] ?? 0;
  const body = rows.map((row) => element('tr', {}, element('td', {}, areaButton(row, kit)),
    known.map((item) => element('td', { class: count(row, item) ? '' : 'quiet' }, whole(count(row, item))))));
  const foot = element('tr', {}, element('td', {}, t('total')),
    known.map((item) => element('td', {}, whole(rows.reduce((sum, row) => sum + count(row, item), 0)))));
  return panel(t(`level_${rows[0].level}`), t('gridsByType'), table(['', ...heads], body, foot), true);
}

function named({ legend, lang }, gridType, short = false) {
  const item = itemOf(legend, gridType);
  const name = lang === 'en' ? item.title_en : item.title;
  return element('span', { class: 'type-mark' }, typeSwatch(item, 'dark', lang),
    short ? element('span', { class: 'visually-hidden' }, name) : name);
}

function itemOf(legend, gridType) {
  return legend.find((item) => item.key === gridType);
}
