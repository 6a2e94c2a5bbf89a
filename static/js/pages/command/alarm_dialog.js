/** Asks before an alarm counts as noticed, and tells how that went. */
import { element, replace } from '../../lib/dom.js';
import { alarmPlace, alarmWord } from './alarm_panel.js';

/** A function that asks about one alarm; node is a dialog element, done() is called when the alarm is noticed. */
export function createAlarmDialog(node, { legend, t, lang, nameOf, done }) {
  const words = element('p', {});
  const result = element('p', { role: 'alert', class: 'refusal' });
  const yes = element('button', { type: 'button', class: 'button' }, t('takeNotice'));
  const no = element('button', { type: 'button' }, t('cancel'));
  let row = null;
  replace(node, element('h2', { id: 'alarm-dialog-title' }, t('askNotice')), words, result, element('div', { class: 'answers' }, yes, no));
  no.addEventListener('click', () => node.close());
  yes.addEventListener('click', async () => {
    yes.disabled = true;
    const refusal = await takeNotice(row.uuid, { t, lang });
    yes.disabled = false;
    result.textContent = refusal;
    if (refusal) return;
    node.close();
    done();
  });
  return (asked) => {
    row = asked;
    words.textContent = [alarmWord(legend, row, lang), alarmPlace(row, nameOf), t('raisedAt', { time: row.raised_at.slice(5, 16).replace('T', ' ') })].join(' · ');
    result.textContent = '';
    node.showModal();
    yes.focus();
  };
}

/** Empty where the alarm is noticed now, else what is said against it. */
async function takeNotice(uuid, { t, lang }) {
  const token = document.querySelector('[name="csrfmiddlewaretoken"]').value;
  try {
    const response = await fetch(`/api/alarms/${uuid}/acknowledge/`, { method: 'POST', headers: { 'X-CSRFToken': token, Accept: 'application/json' } });
    if (response.ok) return '';
    const { title, detail } = await response.json();
    return lang === 'en' ? detail : title;
  } catch {
    return t('noAnswer');
  }
}
