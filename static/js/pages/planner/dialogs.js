/** What the workbench asks before it acts. Each answers with a promise; closing is no. */
import { element, replace } from '../../lib/dom.js';

/** How many parts a grid is split into; null when it is not. */
export function askParts(dialog, t, suggested) {
  const field = element('input', { type: 'number', min: 2, max: 40, value: suggested, id: 'parts', required: true });
  return asked(dialog, t, t('howMany'), [element('label', { for: 'parts' }, t('howMany')), field], () => (field.validity.valid ? Number(field.value) : null));
}

/** Whether every block of the community goes to one grid. */
export function askPaint(dialog, t, values) {
  return asked(dialog, t, t('paint'), [element('p', {}, t('paintAsk', values))], () => true);
}

/** Whether the plan is handed in. */
export function askSubmit(dialog, t) {
  return asked(dialog, t, t('submit'), [element('p', {}, t('submitAsk'))], () => true);
}

/** Whether something that changes much is done. */
export function askYes(dialog, t, title, words) {
  return asked(dialog, t, title, [element('p', {}, words)], () => true);
}

function asked(dialog, t, title, content, read) {
  return new Promise((resolve) => {
    let answer = null;
    const form = element('form', { method: 'dialog' }, element('h2', { id: 'dialog-title' }, title), ...content,
      element('p', { class: 'plan-buttons' }, element('button', { class: 'button button-primary', type: 'submit' }, title === t('submit') ? t('submit') : t('write')), element('button', { class: 'button', type: 'button', 'data-close': true }, t('cancel'))));
    form.addEventListener('submit', () => { answer = read(); });
    form.querySelector('[data-close]').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => resolve(answer), { once: true });
    replace(dialog, form);
    dialog.showModal();
  });
}
