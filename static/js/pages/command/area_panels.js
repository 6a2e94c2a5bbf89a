/** Areas: those below the current one side by side, and what the current one is. */
import { element } from '../../lib/dom.js';
import { decimal, signed, whole } from '../../lib/format.js';
import { mostlyLate } from './late_panels.js';
import { bar, typeSwatch } from './marks.js';
import { areaButton, panel, span, table, timeOf, total } from './panel.js';

/** Areas below the current one, most overdue first; by median lateness where most is late anyway. */
export function rankingPanel(kit) {
  const { figures, t } = kit;
  if (figures.by_area.length === 0) return null;
  return mostlyLate(figures) ? medianRanking(kit) : overdueRanking(kit, t('byOverdue'));
}

function overdueRanking(kit, aside) {
  const { figures, t } = kit;
  const rows = figures.by_area;
  const most = Math.max(1, ...rows.map((row) => row.overdue));
  const body = rows.map((row) => line(kit, row, row.overdue / most, [whole(row.overdue)], [whole(row.open), whole(row.today)]));
  const foot = footLine(t, [whole(total(rows, 'overdue')), whole(total(rows, 'open')), whole(total(rows, 'today'))]);
  return panel(t(`level_${rows[0].level}`), `${aside} · ${t('asOfPieces', { time: timeOf(figures) })}`,
    withOutside(kit, table(['', '', t('overdue'), t('open'), t('today')], body, foot)), true);
}

function medianRanking(kit) {
  const { figures, t } = kit;
  const rows = figures.by_area.toSorted((a, b) => (b.median_late_hours ?? -1) - (a.median_late_hours ?? -1));
  const most = Math.max(1, ...rows.map((row) => row.median_late_hours ?? 0));
  const change = (row) => signed(row.overdue - row.overdue_yesterday);
  const body = rows.map((row) => line(kit, row, (row.median_late_hours ?? 0) / most,
    [row.median_late_hours === null ? '—' : decimal(row.median_late_hours / 24)], [whole(row.overdue), change(row)]));
  const sums = { overdue: total(rows, 'overdue'), overdue_yesterday: total(rows, 'overdue_yesterday') };
  const foot = footLine(t, ['', whole(sums.overdue), change(sums)]);
  return panel(t(`level_${rows[0].level}`), `${t('byMedian')} · ${timeOf(figures)}`,
    withOutside(kit, table(['', '', t('medianDays'), t('overdue'), t('sinceYesterday')], body, foot)), true);
}

/** Areas below the current one by events of the period, with their rate. */
export function periodRanking(kit) {
  const { figures, t } = kit;
  const rows = figures.by_area.toSorted((a, b) => b.period - a.period);
  if (rows.length === 0) return null;
  const most = Math.max(1, ...rows.map((row) => row.period));
  const body = rows.map((row) => line(kit, row, row.period / most, [whole(row.period)], [rateText(row, t)]));
  const foot = footLine(t, [whole(total(rows, 'period')), '']);
  return panel(t(`level_${rows[0].level}`), `${t('byEvents')} · ${span(figures, t)}`,
    withOutside(kit, table(['', '', t('inPeriod'), t('perThousand')], body, foot)), true);
}

function line(kit, row, share, strong, quiet) {
  return element('tr', {}, element('td', {}, areaButton(row, kit)),
    element('td', { class: 'bar-cell' }, bar(share, 'var(--bar)')),
    strong.map((text) => element('td', {}, element('strong', {}, text))),
    quiet.map((text) => element('td', { class: 'quiet' }, text)));
}

function footLine(t, texts) {
  return element('tr', {}, element('td', {}, t('total')), element('td', {}), texts.map((text) => element('td', {}, text)));
}

function withOutside({ figures, t }, body) {
  const note = figures.outside ? element('p', { class: 'note' }, t('outside', { n: whole(figures.outside) })) : null;
  return element('div', {}, body, note);
}

function rateText(row, t) {
  return row.events_per_1000_households === null ? t('tooFew') : decimal(row.events_per_1000_households);
}

/** Who lives and works in the current area, what stands there and how much happens. */
export function profilePanel(kit) {
  const { figures, t, nameOf } = kit;
  const p = figures.profile;
  if (!figures.area && !p.households) return null;
  const rate = rateText(p, t);
  const lines = [
    [t('households'), whole(p.households), t('householdsUnit')],
    [t('persons'), whole(p.persons), t('personsUnit')],
    [t('buildings'), whole(p.buildings), t('buildingsUnit')],
    p.area_km2 ? [t('area_km2'), decimal(p.area_km2, p.area_km2 < 10 ? 2 : 1), 'km²'] : null,
    [t('workers'), t('withPart', { n: whole(p.workers), part: whole(p.full_time) }), t('personsUnit')],
    [t('servicePoints'), whole(p.service_points), t('pointsUnit')],
    [t('eventsPeriod', { n: figures.period.days }), whole(p.events), t('pieces')],
    [t('perThousand'), rate, p.events_per_1000_households === null ? '' : t('pieces')],
    figures.today ? [t('openOverdue'), t('withPart', { n: whole(figures.today.open), part: whole(figures.today.overdue) }), t('pieces')] : null,
  ].filter(Boolean);
  const rows = lines.flatMap(([title, value, unit]) => [
    element('dt', {}, title), element('dd', {}, element('strong', {}, value), unit ? ` ${unit}` : '')]);
  return panel(figures.area ? nameOf(figures.area) : t('everything'), figures.area?.code ?? '',
    element('dl', { class: 'profile' }, rows, typeLines(kit)), true);
}

function typeLines({ figures, t, legend, lang }) {
  const known = legend.map((item) => [item, figures.types.find((row) => row.grid_type === item.key)]).filter(([, row]) => row);
  if (known.length === 0) return [];
  const one = figures.area?.level === 'grid';
  const marks = known.map(([item, row]) => element('span', { class: 'type-mark' }, typeSwatch(item, 'dark', lang),
    one ? (lang === 'en' ? item.title_en : item.title) : whole(row.grids)));
  const heads = one ? [] : [element('dt', {}, t('level_grid')), element('dd', {}, element('strong', {}, whole(total(figures.types, 'grids'))), ` ${t('pointsUnit')}`)];
  return [...heads, element('dt', { class: one ? null : 'visually-hidden' }, t('type')), element('dd', { class: one ? null : 'type-marks' }, marks)];
}
