/** Today: key figures beside the same hours of last week, and what was reported by category. */
import { element } from '../../lib/dom.js';
import { decimal, percent, whole } from '../../lib/format.js';
import { bar } from './marks.js';
import { keyFigures, panel, table, timeOf, total } from './panel.js';

/** Today's key figures. */
export function todayPanel({ figures, t, policy }) {
  const { today } = figures;
  const onTime = `${whole(today.on_time_closed)} / ${whole(today.closed)} · ${t('goal', { n: percent(policy.onTimeTarget, 0) })}`;
  const late = today.open ? `${t('ofOpen', { n: whole(today.open) })} ${percent(today.overdue / today.open)} %` : t('noneOpen');
  return panel(t('today'), `00:00–${today.until}`, keyFigures([
    [t('reported'), whole(today.reported), t('pieces'), `${t('lastWeek')} ${whole(today.reported_last_week)}`],
    [t('closed'), whole(today.closed), t('pieces'), `${t('lastWeek')} ${whole(today.closed_last_week)}`],
    [t('onTimeShare'), percent(today.on_time_share), today.on_time_share === null ? '' : '%', onTime],
    [t('overdueOpen'), whole(today.overdue), t('pieces'), late],
  ]));
}

/** Top categories: today beside the mean of the last 30 days. */
export function categoryPanel({ figures, t, nameOf }) {
  const rows = figures.by_category;
  const most = Math.max(1, ...rows.map((row) => row.today));
  const body = rows.map((row) => element('tr', {}, element('td', {}, nameOf(row)),
    element('td', { class: 'bar-cell' }, bar(row.today / most, 'var(--accent)')),
    element('td', {}, element('strong', {}, whole(row.today))),
    element('td', { class: 'quiet' }, decimal(row.daily_mean))));
  const foot = element('tr', {}, element('td', {}, t('total')), element('td', {}),
    element('td', {}, whole(total(rows, 'today'))), element('td', {}, decimal(total(rows, 'daily_mean'))));
  return panel(t('byCategory'), t('asOfPieces', { time: timeOf(figures) }),
    table([t('category'), '', t('today'), t('dailyMean')], body, foot));
}
