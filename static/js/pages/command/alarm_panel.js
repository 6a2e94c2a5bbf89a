/** The alarms that stand: those nobody took notice of first, each with a button to do so; noticed ones with one to close them. */
import { element, svg } from '../../lib/dom.js';
import { shortMoment, whole } from '../../lib/format.js';
import { panel } from './panel.js';

/** Whether there is an alarm to show in a scene: new ones in all, noticed ones in the overview. */
export function hasAlarms({ raised, noticed }, scene) {
  return raised > 0 || (scene === 'overview' && noticed > 0);
}

/** A panel of at most so many alarms. */
export function alarmPanel(most) {
  return ({ alarms, figures, alarmLegend, t, lang, nameOf, askAlarm }) => {
    // In English an alarm takes three lines instead of two.
    const rows = alarms.rows.slice(0, lang === 'en' ? Math.max(1, most - 1) : most);
    const list = rows.map((row) => element('li', { class: row.state },
      alarmMark(alarmLegend, row, lang),
      element('b', {}, alarmWord(alarmLegend, row, lang)),
      element('small', { class: 'right' }, lastMoment(row, t, figures.as_of)),
      element('small', {}, alarmPlace(row, nameOf)),
      answerButton(row, { t, askAlarm, alarmLegend, lang })));
    const hidden = alarms.raised + alarms.noticed - rows.length;
    return panel(t('alarms'), t('alarmCounts', { raised: whole(alarms.raised), noticed: whole(alarms.noticed) }),
      element('div', {}, element('ul', { class: 'alarms' }, list),
        hidden > 0 ? element('p', { class: 'note' }, t('moreAlarms', { n: whole(hidden) })) : null));
  };
}

/** When an alarm was raised, or noticed. */
function lastMoment(row, t, asOf) {
  return row.state === 'raised' ? t('raisedAt', { time: shortMoment(row.raised_at, asOf) }) : t('noticedAt', { time: shortMoment(row.noticed_at, asOf) });
}

function answerButton(row, { t, askAlarm, alarmLegend, lang }) {
  const [keep, name, words] = row.state === 'raised' ? ['alarm', 'takeNoticeOf', 'takeNotice'] : ['close', 'closeAlarmOf', 'closeAlarm'];
  const button = element('button', {
    type: 'button', class: 'notice', 'data-keep': `${keep} ${row.uuid}`, 'aria-label': t(name, { alarm: alarmWord(alarmLegend, row, lang) }),
  }, t(words));
  button.addEventListener('click', () => askAlarm(row));
  return button;
}

/** What an alarm is called. */
export function alarmWord(legend, row, lang) {
  const item = legend.items.find((one) => one.key === row.kind);
  return lang === 'en' ? item.title_en : item.title;
}

/** Where an alarm is, as far as areas tell. */
export function alarmPlace(row, nameOf) {
  const names = [
    { name: row.subdistrict, name_en: row.subdistrict_en }, { name: row.community, name_en: row.community_en },
  ].filter((area) => area.name).map(nameOf);
  return [...names, row.grid_code?.slice(-3)].filter(Boolean).join(' · ') || `${row.lon.toFixed(4)}, ${row.lat.toFixed(4)}`;
}

/** The mark of an alarm, as on the map. */
export function alarmMark(legend, { kind, state }, lang) {
  const { swatch } = legend.items.find((one) => one.key === kind) ?? legend.items[0];
  const noticed = state !== 'raised';
  return svg('svg', { viewBox: '0 0 24 24', class: 'mark', 'aria-hidden': 'true' },
    svg('path', { d: 'M12 1.5 22.5 12 12 22.5 1.5 12Z', fill: noticed ? 'none' : swatch.dark, stroke: swatch.dark, 'stroke-width': 1.6 }),
    svg('text', { x: 12, y: 16, 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 700, fill: noticed ? swatch.dark : 'var(--bg)' },
      lang === 'en' ? swatch.letter_en : swatch.letter));
}
