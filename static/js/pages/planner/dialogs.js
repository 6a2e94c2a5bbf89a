/** What the workbench asks before it acts. Each answers with a promise; closing is no. */
import { element, replace } from '../../lib/dom.js';

/** How many parts a grid is split into; null when it is not. onCount(parts) hears every number while it is chosen. */
export function askParts(dialog, t, grid, suggested, onCount) {
  const field = element('input', { type: 'number', min: 2, max: 40, value: suggested, id: 'parts', required: true });
  field.addEventListener('input', () => { if (field.validity.valid) onCount(Number(field.value)); });
  onCount(suggested);
  return asked(dialog, t, t('splitOf', { grid }), [element('label', { for: 'parts' }, t('howMany')), field], () => (field.validity.valid ? Number(field.value) : null), 'aside');
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

/** place: 'aside' keeps the map in sight. */
function asked(dialog, t, title, content, read, place = '') {
  return new Promise((resolve) => {
    let answer = null;
    dialog.classList.toggle('aside', place === 'aside');
    const form = element('form', { method: 'dialog' }, element('h2', { id: 'dialog-title' }, title), ...content,
      element('p', { class: 'plan-buttons' }, element('button', { class: 'button button-primary', type: 'submit' }, title === t('submit') ? t('submit') : t('write')), element('button', { class: 'button', type: 'button', 'data-close': true }, t('cancel'))));
    form.addEventListener('submit', () => { answer = read(); });
    form.querySelector('[data-close]').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => resolve(answer), { once: true });
    replace(dialog, form);
    dialog.showModal();
  });
}
