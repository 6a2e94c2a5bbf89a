/** Panels of the overview: today, categories, ranking, lateness, shares, profile. */
import { element } from '../../lib/dom.js';
import { decimal, lateness as lateText, percent, whole } from '../../lib/format.js';
import { bar, lateMark } from './marks.js';

const TARGET = 0.9;
const ACCENT = 'var(--accent)';
const CONTEXT = 'var(--bar)';

/** A panel with a head line. */
export function panel(title, aside, body, grow = false) {
  return element('section', { class: grow ? 'panel panel-grow' : 'panel' },
    element('div', { class: 'panel-head' }, element('h2', {}, title), element('p', {}, aside ?? '')), body);
}

/** Today's figures, or the period's where the data is history. */
export function todayPanel({ figures, t }) {
  const today = figures.today;
  if (!today) return totalsPanel({ figures, t });
  const shareOfOpen = today.open ? percent(today.overdue / today.open) : '—';
  return panel(t('today'), `00:00–${today.until}`, element('dl', { class: 'kpis' },
    kpi(t('reported'), whole(today.reported), t('pieces'), `${t('lastWeek')} ${whole(today.reported_last_week)}`),
    kpi(t('closed'), whole(today.closed), t('pieces'), `${t('lastWeek')} ${whole(today.closed_last_week)}`),
    kpi(t('onTimeShare'), percent(today.on_time_share), '%', `${whole(today.on_time_closed)} / ${whole(today.closed)} · ${t('target')}`),
    kpi(t('overdueOpen'), whole(today.overdue), t('pieces'), `${t('ofOpen')} ${whole(today.open)} · ${shareOfOpen} %`)));
}

function totalsPanel({ figures, t }) {
  const totals = figures.period_totals;
  return panel(t('periodTotals'), span(figures.period), element('dl', { class: 'kpis' },
    kpi(t('reported'), whole(totals.reported), t('pieces'), ''),
    kpi(t('closed'), whole(totals.closed), t('pieces'), ''),
    kpi(t('unknownStatus'), whole(totals.unknown_status), t('pieces'), '')));
}

function kpi(title, value, unit, note) {
  return element('div', {}, element('dt', {}, title),
    element('dd', {}, element('strong', {}, value), element('span', {}, unit), element('small', {}, note)));
}

/** The days of a period, short. */
export function span(period) {
  return `${period.from.slice(5)} – ${period.to.slice(5)}`;
}

/** Top categories: today against the mean, or the period where there is no today. */
export function categoryPanel({ figures, t, nameOf }) {
  const rows = figures.by_category;
  const live = Boolean(figures.today);
  const column = live ? 'today' : 'period';
  const most = Math.max(1, ...rows.map((row) => row[column]));
  const body = rows.map((row) => element('tr', {},
    element('td', {}, nameOf(row)),
    element('td', { class: 'bar-cell' }, bar(row[column] / most, ACCENT)),
    element('td', {}, element('strong', {}, whole(row[column]))),
    live ? element('td', { class: 'quiet' }, decimal(row.daily_mean)) : null));
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}),
    element('td', {}, whole(sum(rows, column))),
    live ? element('td', {}, decimal(sum(rows, 'daily_mean'))) : null);
  const heads = [t('category'), '', live ? t('today') : t('inPeriod'), ...(live ? [t('dailyMean')] : [])];
  return panel(t('byCategory'), live ? `${t('asOf')} ${figures.today.until}` : span(figures.period), table(heads, body, foot));
}

/** Areas below the current one, worst first; a click goes into one. */
export function rankingPanel({ figures, t, nameOf, enter }) {
  const byMedian = Boolean(figures.today) && figures.today.overdue * 2 > figures.today.open;
  const rows = byMedian
    ? figures.by_area.toSorted((a, b) => (b.median_late_hours ?? 0) - (a.median_late_hours ?? 0)) : figures.by_area;
  if (rows.length === 0) return null;
  const most = Math.max(1, ...rows.map((row) => row.overdue));
  const body = rows.map((row) => element('tr', {},
    element('td', {}, areaButton(row, nameOf, enter)),
    element('td', { class: 'bar-cell' }, bar(row.overdue / most, CONTEXT)),
    element('td', {}, element('strong', {}, whole(row.overdue))),
    byMedian ? element('td', { class: 'quiet' }, row.median_late_hours === null ? '—' : decimal(row.median_late_hours / 24)) : null,
    element('td', { class: 'quiet' }, whole(row.open)),
    element('td', { class: 'quiet' }, whole(figures.today ? row.today : row.period))));
  const heads = ['', '', t('overdue'), ...(byMedian ? [`${t('median')} d`] : []), t('open'), figures.today ? t('today') : t('inPeriod')];
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}), element('td', {}, whole(sum(rows, 'overdue'))),
    byMedian ? element('td', {}) : null, element('td', {}, whole(sum(rows, 'open'))),
    element('td', {}, whole(sum(rows, figures.today ? 'today' : 'period'))));
  const title = figures.area ? nameOf(figures.area) : '';
  return panel(title, `${t(byMedian ? 'byMedian' : 'byOverdue')}${t('pieces') ? ` · ${t('pieces')}` : ''}`, table(heads, body, foot), true);
}

function areaButton(row, nameOf, enter) {
  const button = element('button', { type: 'button' }, nameOf(row));
  button.addEventListener('click', () => enter(row.code));
  return button;
}

/** Open events by lateness and the latest few. */
export function latenessPanel({ figures, t, nameOf, lang }) {
  const levels = ['due_soon', 'blue', 'yellow', 'red'].map((level) => element('li', {},
    element('span', {}, lateMark(level), t(level)), element('strong', {}, whole(figures.lateness[level]))));
  const worst = figures.worst.map((event) => element('li', {}, lateMark(event.level),
    element('b', {}, nameOf({ name: event.category, name_en: event.category_en })),
    element('b', { class: 'right' }, `${t('late')} ${lateText(event.late_hours, lang)}`),
    element('small', {}, whereOf(event, nameOf)),
    element('small', { class: 'right' }, nameOf({ name: event.department ?? '', name_en: event.department_en }))));
  const more = figures.worst_more > 0 ? t('more', { n: whole(figures.worst_more) }) : worst.length ? '' : t('none');
  return panel(t('lateness'), `${t('open')} ${whole(figures.lateness.open)} ${t('pieces')} · ${figures.as_of.slice(11, 16)}`,
    element('div', {}, element('ul', { class: 'lateness' }, levels), element('ul', { class: 'worst' }, worst),
      element('p', { class: 'note' }, more)));
}

function whereOf(event, nameOf) {
  const names = [
    { name: event.subdistrict, name_en: event.subdistrict_en }, { name: event.community, name_en: event.community_en },
  ].filter((area) => area.name).map(nameOf);
  return [...names, event.grid_code?.slice(-3)].filter(Boolean).join(' · ');
}

/** The share of open events within their limit, by limit. */
export function sharesPanel({ figures, t }) {
  const lines = figures.by_priority.map((row) => element('li', {},
    element('div', { class: 'line' }, element('span', {}, t(row.priority)),
      element('span', {}, element('strong', {}, row.share === null ? '—' : `${percent(row.share)} %`), element('small', {}, ` ${whole(row.on_time)} / ${whole(row.open)}`))),
    bar(row.share ?? 0, ACCENT, TARGET)));
  return panel(t('shareOnTime'), t('target'), element('ul', { class: 'shares' }, lines));
}

/** Who lives and works in the current area, and how much happens there. */
export function profilePanel({ figures, t, nameOf }) {
  const p = figures.profile;
  if (!p || !figures.area) return null;
  const lines = [
    [t('households'), whole(p.households), t('householdsUnit')],
    [t('persons'), whole(p.persons), t('personsUnit')],
    [t('buildings'), whole(p.buildings), t('buildingsUnit')],
    [t('area_km2'), decimal(p.area_km2, p.area_km2 < 10 ? 2 : 1), 'km²'],
    [t('workers'), `${whole(p.workers)}（${whole(p.full_time)}）`, ''],
    [t('servicePoints'), whole(p.service_points), t('pointsUnit')],
    [t('eventsPeriod'), whole(p.events), t('pieces')],
    [t('perThousand'), p.events_per_1000_households === null ? t('tooFew') : decimal(p.events_per_1000_households), p.events_per_1000_households === null ? '' : t('pieces')],
  ];
  return panel(nameOf(figures.area), figures.area.code, element('dl', { class: 'profile' }, lines.flatMap(([title, value, unit]) => [
    element('dt', {}, title), element('dd', {}, element('strong', {}, value), unit ? ` ${unit}` : ''),
  ])), true);
}

/** A table of rows under heads, with a foot line. */
export function table(heads, body, foot) {
  return element('table', { class: 'rows' },
    element('thead', {}, element('tr', {}, heads.map((head) => element('th', { scope: 'col' }, head)))),
    element('tbody', {}, body), foot ? element('tfoot', {}, foot) : null);
}

function sum(rows, key) {
  return rows.reduce((total, row) => total + (row[key] ?? 0), 0);
}
