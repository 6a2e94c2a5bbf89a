/** Asks before an alarm counts as noticed or closed, and tells how that went. */
import { element, replace } from '../../lib/dom.js';
import { alarmPlace, alarmWord } from './alarm_panel.js';
import { refusalOf } from './refusal.js';

/** A function that asks about one alarm; node is a dialog element, done() is called when the alarm is noticed or closed. */
export function createAlarmDialog(node, { legend, t, lang, nameOf, done }) {
  const heading = element('h2', { id: 'alarm-dialog-title' });
  const words = element('p', {});
  const result = element('p', { role: 'alert', class: 'refusal' });
  const notice = element('button', { type: 'button', class: 'button' }, t('takeNotice'));
  const close = element('button', { type: 'button' }, t('closeAlarm'));
  const no = element('button', { type: 'button' }, t('cancel'));
  let row = null;
  replace(node, heading, words, result, element('div', { class: 'answers' }, notice, close, no));
  no.addEventListener('click', () => node.close());
  notice.addEventListener('click', () => act('acknowledge'));
  close.addEventListener('click', () => act('close'));

  async function act(what) {
    notice.disabled = close.disabled = true;
    const refusal = await refusalOf(`/api/alarms/${row.uuid}/${what}/`, {}, { t, lang });
    notice.disabled = close.disabled = false;
    result.textContent = refusal;
    if (refusal) return;
    node.close();
    done();
  }

  return (asked) => {
    row = asked;
    const raised = row.state === 'raised';
    heading.textContent = t(raised ? 'askNotice' : 'askClose');
    notice.hidden = !raised;
    words.textContent = [alarmWord(legend, row, lang), alarmPlace(row, nameOf), t('raisedAt', { time: row.raised_at.slice(5, 16).replace('T', ' ') })].join(' · ');
    result.textContent = '';
    node.showModal();
    (raised ? notice : close).focus();
  };
}
