/** What a change does, as tables: all people at both paces and times, and by area. */
import { element } from '../../lib/dom.js';
import { percent, signed, whole } from '../../lib/format.js';

/** Four lines, one a pace and time: share before and after, people who gain and lose. */
export function wholeTable(lines, t) {
  const heads = ['', t('before'), t('after'), t('gained'), t('lost')];
  const row = (one) => element('tr', {}, element('th', { scope: 'row' }, `${t(one.pace)} ${t('min', { n: one.minutes })}`),
    ...[`${percent(one.before.share)}%`, `${percent(one.after.share)}%`, whole(one.gained), whole(one.lost)].map((text) => element('td', { class: 'number' }, text)));
  return tableOf(heads, lines.map(row), t('tab_change'));
}

/** The areas that change, at one pace and time; nameOf(code). */
export function changedAreas(areas, { pace, minutes }, nameOf, t) {
  const lines = Object.entries(areas).map(([code, found]) => ({ code, ...found.find((one) => one.pace === pace && String(one.minutes) === minutes) }))
    .sort((a, b) => (b.gained + b.lost) - (a.gained + a.lost));
  const row = (one) => element('tr', {}, element('th', { scope: 'row' }, nameOf(one.code)),
    ...[`${percent(one.before.share)}%`, `${percent(one.after.share)}%`, signed(one.gained - one.lost)].map((text) => element('td', { class: 'number' }, text)));
  if (lines.length === 0) return element('p', { class: 'muted' }, t('noAreaChanges'));
  return tableOf([t('name'), t('before'), t('after'), t('people')], lines.map(row), t('tab_change'));
}

/** A plain table. */
export function tableOf(heads, rows, caption) {
  return element('table', { class: 'heat-table' }, element('caption', { class: 'visually-hidden' }, caption),
    element('thead', {}, element('tr', {}, heads.map((text, index) => element('th', { scope: 'col', class: index > 0 ? 'number' : null }, text)))), element('tbody', {}, rows));
}
