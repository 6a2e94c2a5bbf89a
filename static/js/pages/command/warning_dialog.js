/** Asks before a warning counts as noticed or falls silent, and tells how that went. */
import { element, replace } from '../../lib/dom.js';
import { refusalOf } from './refusal.js';
import { warningFigures, warningWord } from './warning_panel.js';

const MUTE_DAYS = [1, 7, 14, 30];
const FIRST_MUTE = 7;

/** A function (row, act) that asks about one warning, act acknowledge or mute; node is a dialog element, done() is called when it is done. */
export function createWarningDialog(node, { t, lang, done }) {
  const title = element('h2', { id: 'warning-dialog-title' });
  const words = element('p', {});
  const figures = element('p', {});
  const days = element('select', {}, MUTE_DAYS.map((n) => element('option', { value: n, selected: n === FIRST_MUTE }, t('muteDays', { n }))));
  const choice = element('label', { class: 'mute-days' }, t('muteFor'), days);
  const result = element('p', { role: 'alert', class: 'refusal' });
  const yes = element('button', { type: 'button', class: 'button' });
  const no = element('button', { type: 'button' }, t('cancel'));
  let asked = null;
  replace(node, title, words, figures, choice, result, element('div', { class: 'answers' }, yes, no));
  no.addEventListener('click', () => node.close());
  yes.addEventListener('click', async () => {
    yes.disabled = true;
    const { row, act } = asked;
    const refusal = await refusalOf(`/api/heat/warnings/${row.uuid}/${act}/`, act === 'mute' ? { days: Number(days.value) } : {}, { t, lang });
    yes.disabled = false;
    result.textContent = refusal;
    if (refusal) return;
    node.close();
    done();
  });
  return (row, act) => {
    const mute = act === 'mute';
    asked = { row, act };
    title.textContent = t(mute ? 'askMute' : 'askWarning');
    words.textContent = [warningWord(row, t, lang), lang === 'en' ? row.place_en : row.place].join(' · ');
    figures.textContent = warningFigures(row, t);
    choice.hidden = !mute;
    yes.textContent = t(mute ? 'mute' : 'takeNotice');
    result.textContent = '';
    node.showModal();
    (mute ? days : yes).focus();
  };
}
