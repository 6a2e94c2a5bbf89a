/** Panels of the grid type scene: composition, intensity, most frequent events. */
import { element, svg } from '../../lib/dom.js';
import { decimal, percent, whole } from '../../lib/format.js';
import { bar, typeSwatch } from './marks.js';
import { panel, span, table } from './panels.js';

/** How many grids and households each type has. */
export function compositionPanel(kit) {
  const { figures, t } = kit;
  const grids = total(figures.types, 'grids');
  const body = figures.types.map((row) => element('tr', {}, element('td', {}, named(kit, row.grid_type)),
    element('td', {}, element('strong', {}, whole(row.grids))),
    element('td', { class: 'quiet' }, `${percent(grids ? row.grids / grids : null)} %`),
    element('td', {}, whole(row.households))));
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}, whole(grids)), element('td', {}, '100 %'),
    element('td', {}, whole(total(figures.types, 'households'))));
  return panel(t('gridTypes'), '', element('div', {}, stack(kit, grids), table([t('type'), t('grids'), t('share'), t('households')], body, foot)));
}

function stack({ figures, legend }, grids) {
  const picture = svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'stack', 'aria-hidden': 'true' });
  let x = 0;
  for (const row of figures.types) {
    const width = grids ? row.grids / grids * 100 : 0;
    picture.append(svg('rect', { x, width: Math.max(0, width - 0.4), height: 10, fill: colourOf(legend, row.grid_type) }));
    x += width;
  }
  return picture;
}

/** Events per 1,000 households by type. */
export function intensityPanel(kit) {
  const { figures, t } = kit;
  const most = Math.max(1, ...figures.types.map((row) => row.events_per_1000_households ?? 0));
  const body = figures.types.map((row) => element('tr', {}, element('td', {}, named(kit, row.grid_type)),
    element('td', { class: 'bar-cell' }, bar((row.events_per_1000_households ?? 0) / most, 'var(--bar)')),
    element('td', { class: 'quiet' }, whole(row.events)),
    element('td', {}, element('strong', {}, row.events_per_1000_households === null ? t('tooFew') : decimal(row.events_per_1000_households)))));
  return panel(t('intensity'), span(figures.period), table([t('type'), '', t('reported'), t('perThousand')], body));
}

/** The three most frequent categories of each type. */
export function frequentPanel(kit) {
  const { figures, t, nameOf } = kit;
  const body = figures.types.map((row) => element('tr', {}, element('td', {}, named(kit, row.grid_type, true)),
    row.top.map((top) => element('td', {}, nameOf(top), element('br'), element('strong', {}, percent(top.share))))));
  return panel(t('topEvents'), t('topNote'), table([t('type'), '', '', ''], body), true);
}

function named(kit, gridType, short = false) {
  const item = kit.legend.find((one) => one.key === gridType);
  const name = kit.lang === 'en' ? item.title_en : item.title;
  return element('span', { class: 'type-mark', title: name }, typeSwatch(item, 'dark', kit.lang), short ? '' : name);
}

function colourOf(legend, gridType) {
  return legend.find((item) => item.key === gridType).swatch.dark;
}

function total(rows, key) {
  return rows.reduce((sum, row) => sum + row[key], 0);
}
