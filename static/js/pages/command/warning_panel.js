/** The warnings of something emerging: what, where, since when, how many instead of how many, and what to do about it. */
import { element, svg } from '../../lib/dom.js';
import { decimal, whole } from '../../lib/format.js';
import { ARROW_PATH } from '../../map/warning_symbols.js';
import { panel } from './panel.js';

/** The warnings that are heard of: new ones first, then those noticed that the last look still saw; muted ones are silent. */
export function heardWarnings({ warnings }) {
  const heard = (state, more) => warnings.filter((row) => row.state === state && more(row));
  return [...heard('new', () => true), ...heard('acknowledged', (row) => row.current)];
}

/** Whether there is a warning to show in a scene: new ones in all, noticed ones in the overview. */
export function hasWarnings(warnings, scene) {
  const heard = heardWarnings(warnings);
  return scene === 'overview' ? heard.length > 0 : heard.some((row) => row.state === 'new');
}

/** A panel of at most so many warnings. */
export function warningPanel(most) {
  return (kit) => {
    const { warnings, t, lang } = kit;
    const heard = heardWarnings(warnings);
    // In English a warning takes four lines instead of three.
    const rows = heard.slice(0, lang === 'en' ? Math.max(1, most - 1) : most);
    const hidden = heard.length - rows.length;
    return panel(t('warnings'), t('warningsThrough', { day: (warnings.last_day ?? '').slice(5) }),
      element('div', {}, element('ul', { class: 'warnings' }, rows.map((row) => warningLine(row, kit))),
        hidden > 0 ? element('p', { class: 'note' }, t('moreWarnings', { n: whole(hidden) })) : null));
  };
}

function warningLine(row, kit) {
  const { warningLegend, t, lang } = kit;
  return element('li', { class: row.state },
    warningMark(warningLegend, row, lang),
    lookButton(row, kit),
    element('small', { class: 'where' }, lang === 'en' ? row.place_en : row.place),
    element('small', { class: 'figures' }, warningFigures(row, t)),
    kit.looked?.uuid === row.uuid ? backButton(kit) : null,
    row.state === 'new' ? element('span', { class: 'acts' }, actButton(row, 'acknowledge', kit), actButton(row, 'mute', kit))
      : element('small', { class: 'acts' }, t('warningNoticed')));
}

function lookButton(row, { t, lang, lookAt }) {
  const word = warningWord(row, t, lang);
  const button = element('button', { type: 'button', class: 'look', 'data-keep': `warning ${row.uuid}`, 'aria-label': t('lookAtWarning', { warning: word }) }, word);
  button.addEventListener('click', () => lookAt(row));
  return button;
}

function backButton({ t, lookAt }) {
  const button = element('button', { type: 'button', class: 'back', 'data-keep': 'warning back' }, t('wholeDistrict'));
  button.addEventListener('click', () => lookAt(null));
  return button;
}

function actButton(row, act, { t, lang, askWarning }) {
  const label = t(act === 'mute' ? 'muteWarning' : 'takeNoticeOf', { warning: warningWord(row, t, lang), alarm: warningWord(row, t, lang) });
  const button = element('button', { type: 'button', 'data-keep': `${act} ${row.uuid}`, 'aria-label': label }, t(act === 'mute' ? 'mute' : 'takeNotice'));
  button.addEventListener('click', () => askWarning(row, act));
  return button;
}

/** What a warning is called: the category and that it rises. */
export function warningWord(row, t, lang) {
  return t('warningOf', { category: lang === 'en' ? row.category_name_en : row.category_name });
}

/** Its figures in words: since when, how many, how many were to be expected, and how rarely chance does this. */
export function warningFigures(row, t) {
  return t('warningFigures', {
    day: row.starts_on.slice(5), observed: whole(row.observed), expected: decimal(row.expected, row.expected < 10 ? 1 : 0), n: whole(row.recurrence_days),
  });
}

/** The mark of a warning, as on the map. */
export function warningMark(legend, { state }, lang) {
  const [{ swatch }] = legend.items;
  const noticed = state !== 'new';
  return svg('svg', { viewBox: '-15 -15 30 30', class: 'mark', 'aria-hidden': 'true' },
    svg('path', { d: ARROW_PATH, fill: noticed ? 'none' : swatch.dark, stroke: swatch.dark, 'stroke-width': 2, 'stroke-linejoin': 'round' }),
    svg('text', { x: 0, y: 7, 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 700, fill: noticed ? swatch.dark : 'var(--bg)' },
      lang === 'en' ? swatch.letter_en : swatch.letter));
}
