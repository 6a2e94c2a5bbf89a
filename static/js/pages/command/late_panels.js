/** Lateness: levels with the latest events, how the overdue ones spread, and how many keep their limit. */
import { element } from '../../lib/dom.js';
import { lateness as lateText, percent, whole } from '../../lib/format.js';
import { bar, lateMark } from './marks.js';
import { panel, table, timeOf } from './panel.js';

const LEVELS = ['due_soon', 'blue', 'yellow', 'red'];

/** Whether more than half of the open events are late: places then differ by how late, not by how many. */
export function mostlyLate({ today }) {
  return Boolean(today) && today.overdue * 2 > today.open;
}

/** Counts by level and the few events that are latest. */
export function latenessPanel({ figures, t, lang, nameOf }) {
  const calm = mostlyLate(figures);
  const levels = LEVELS.map((level) => element('li', {},
    element('span', {}, lateMark(level, calm), t(level)), element('strong', {}, whole(figures.lateness[level]))));
  // English names of places need a line of their own.
  const shown = lang === 'en' ? figures.worst.slice(0, 3) : figures.worst;
  const worst = shown.map((event) => element('li', {}, lateMark(event.level, calm),
    element('b', {}, nameOf({ name: event.category, name_en: event.category_en })),
    element('b', { class: 'right' }, t('late', { time: lateText(event.late_hours, lang) })),
    element('small', {}, whereOf(event, nameOf)),
    element('small', { class: 'right' }, nameOf({ name: event.department ?? '', name_en: event.department_en }))));
  const hidden = figures.worst_more + figures.worst.length - shown.length;
  const rest = hidden > 0 ? t('more', { n: whole(hidden) }) : '';
  const untold = figures.lateness.open === 0 && figures.period_totals.unknown_status > 0;
  const note = figures.worst.length === 0 ? t(untold ? 'untold' : 'none') : rest;
  return panel(t(calm ? 'doFirst' : 'lateness'), t('openAt', { n: whole(figures.lateness.open), time: timeOf(figures) }),
    element('div', {}, element('ul', { class: 'lateness' }, levels), element('ul', { class: 'worst' }, worst),
      note ? element('p', { class: 'note' }, note) : null));
}

function whereOf(event, nameOf) {
  const names = [
    { name: event.subdistrict, name_en: event.subdistrict_en }, { name: event.community, name_en: event.community_en },
  ].filter((area) => area.name).map(nameOf);
  return [...names, event.grid_code?.slice(-3)].filter(Boolean).join(' · ');
}

/** The overdue events by how late they are. */
export function spreadPanel({ figures, t, policy }) {
  const rows = spreadOf(figures.lateness, policy);
  const sum = rows.reduce((all, row) => all + row.count, 0);
  const most = Math.max(1, ...rows.map((row) => row.count));
  const body = rows.map((row) => element('tr', {},
    element('td', {}, element('span', { class: 'with-mark' }, lateMark(row.level, true), t(row.title, row.days))),
    element('td', { class: 'bar-cell' }, bar(row.count / most, 'var(--bar)')),
    element('td', {}, element('strong', {}, whole(row.count))),
    element('td', { class: 'quiet' }, `${percent(sum ? row.count / sum : 0)} %`)));
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}), element('td', {}, whole(sum)), element('td', {}, '100 %'));
  return panel(t('spread'), t('asOfPieces', { time: timeOf(figures) }), table([t('lateBy'), '', t('pieces') || t('count'), t('share')], body, foot));
}

function spreadOf(counts, policy) {
  const [yellow, red] = [policy.yellowHours / 24, policy.redHours / 24];
  const week = Math.max(counts.late_week, counts.blue + counts.yellow);
  const month = Math.max(counts.late_month, week);
  const all = counts.blue + counts.yellow + counts.red;
  return [
    { level: 'blue', title: 'daysUpTo', days: { n: yellow }, count: counts.blue },
    { level: 'yellow', title: 'daysBetween', days: { from: yellow, to: red }, count: counts.yellow },
    { level: 'red', title: 'daysBetween', days: { from: red, to: 7 }, count: week - counts.blue - counts.yellow },
    { level: 'red', title: 'daysBetween', days: { from: 7, to: 30 }, count: month - week },
    { level: 'red', title: 'daysOver', days: { n: 30 }, count: all - month },
  ];
}

/** The share of open events within their limit, by limit. */
export function sharesPanel({ figures, t, policy }) {
  const lines = figures.by_priority.map((row) => element('li', {},
    element('div', { class: 'line' }, element('span', {}, t(row.priority, { n: policy.limitHours[row.priority] })),
      element('span', {}, element('strong', {}, row.share === null ? '—' : `${percent(row.share)} %`), element('small', {}, ` ${whole(row.on_time)} / ${whole(row.open)}`))),
    bar(row.share ?? 0, 'var(--accent)', policy.onTimeTarget)));
  return panel(t('shareOnTime'), t('target', { n: percent(policy.onTimeTarget, 0) }), element('ul', { class: 'shares' }, lines));
}
