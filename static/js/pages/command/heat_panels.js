/** The period: its totals, its categories beside the period before, and when in the week things are reported. */
import { element, svg } from '../../lib/dom.js';
import { decimal, percent, weekday, whole } from '../../lib/format.js';
import { busiest, hourMatrix } from '../../lib/hours.js';
import { bar } from './marks.js';
import { keyFigures, panel, span, table, total } from './panel.js';

const STEPS = [0.08, 0.25, 0.45, 0.7, 1];
const A_MONDAY = '2024-01-01';

/** Totals of the period beside the period of the same length before it. */
export function periodPanel({ figures, t }) {
  const { period, period_totals: totals, profile } = figures;
  const known = totals.reported - totals.unknown_status;
  const unknown = totals.unknown_status ? `${t('unknownStatus')} ${whole(totals.unknown_status)}` : `${whole(totals.closed)} / ${whole(known)}`;
  const rate = profile.events_per_1000_households;
  return panel(t('periodTotals'), span(figures, t), keyFigures([
    [t('reported'), whole(totals.reported), t('pieces'), t('before', { days: period.days, n: whole(figures.reported_before) })],
    [t('perDayTitle'), decimal(totals.reported / period.days), t('piecesPerDay'), t('daysLong', { n: period.days })],
    [t('closedShare'), known ? percent(totals.closed / known) : '—', known ? '%' : '', unknown],
    [t('perThousand'), decimal(rate), rate === null ? '' : t('pieces'), t(rate === null ? 'tooFew' : 'ofHouseholds', { n: whole(profile.households) })],
  ]));
}

/** Top categories in the period and in the one before; a click shows only that category. */
export function periodCategoryPanel({ figures, t, nameOf, choose, category }) {
  const rows = figures.by_category.toSorted((a, b) => b.period - a.period);
  const most = Math.max(1, ...rows.map((row) => row.period));
  const body = rows.map((row) => element('tr', {}, element('td', {}, categoryButton(row, { nameOf, choose, category })),
    element('td', { class: 'bar-cell' }, bar(row.period / most, 'var(--accent)')),
    element('td', {}, element('strong', {}, whole(row.period))),
    element('td', { class: 'quiet' }, whole(row.previous))));
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}),
    element('td', {}, whole(total(rows, 'period'))), element('td', {}, whole(total(rows, 'previous'))));
  return panel(t('byCategory'), [span(figures, t), t('pieces')].filter(Boolean).join(' · '),
    table([t('category'), '', t('inPeriod'), t('periodBefore')], body, foot));
}

function categoryButton(row, { nameOf, choose, category }) {
  const chosen = category === row.code;
  const button = element('button', { type: 'button', 'data-keep': `category ${row.code}`, 'aria-pressed': String(chosen) }, nameOf(row));
  button.addEventListener('click', () => choose(chosen ? '' : row.code));
  return button;
}

/** Reports by weekday and hour of the period, in five steps of the accent. */
export function hourPanel({ figures, t, lang }) {
  const matrix = hourMatrix(figures.hourly);
  const top = busiest(matrix);
  const words = top ? t('busiest', { day: dayName(top.day, lang), hour: top.hour, n: whole(top.reported) }) : t('noReports');
  const picture = svg('svg', { viewBox: '0 0 264 104', class: 'hours', role: 'img', 'aria-label': words });
  for (const [day, counts] of matrix.entries()) {
    picture.append(svg('text', { x: 16, y: day * 13 + 10, class: 'hour-label', 'text-anchor': 'end' }, dayLetter(day, lang)));
    for (const [hour, reported] of counts.entries()) {
      const step = STEPS[Math.min(STEPS.length - 1, Math.ceil(reported / Math.max(1, top?.reported ?? 1) * (STEPS.length - 1)))];
      picture.append(svg('rect', { x: 22 + hour * 10, y: day * 13, width: 9, height: 12, fill: 'var(--accent)', opacity: step }));
    }
  }
  for (const hour of [0, 6, 12, 18, 24]) {
    picture.append(svg('text', { x: 22 + hour * 10, y: 102, class: 'hour-label', 'text-anchor': hour === 24 ? 'end' : 'middle' }, String(hour)));
  }
  return panel(t('byHour'), [span(figures, t), t('pieces')].filter(Boolean).join(' · '),
    element('div', {}, picture, element('p', { class: 'note' }, words)), true);
}

function dayName(day, lang) {
  return weekday(`${A_MONDAY.slice(0, 9)}${day + 1}`, lang);
}

function dayLetter(day, lang) {
  const name = dayName(day, lang);
  return lang === 'en' ? name.slice(0, 2) : name.slice(-1);
}
