/** The emerging warnings: where, since when, how much more than usual, and what was done about each. */
import { element, replace } from '../../lib/dom.js';
import { decimal, whole } from '../../lib/format.js';
import { boxShape } from '../../lib/heat_cells.js';
import { refusalOf } from '../command/refusal.js';
import { faultNote, waiting } from './fault.js';

const MUTE_DAYS = 7;

/** {update(node)}. given: {store, figures, data, t, lang, onShape}. */
export function warningsPanel({ store, figures, data, t, lang, onShape }) {
  const body = element('div', {});
  const english = lang === 'en';

  function warning(one, again) {
    const state = data.warningStates[one.state]?.[english ? 1 : 0] ?? one.state;
    const parts = [
      element('p', { class: 'heat-card-head' }, element('strong', {}, english ? one.category_name_en : one.category_name), element('span', { class: `badge ${one.state}` }, state)),
      element('p', {}, english ? one.place_en : one.place),
      element('p', {}, t('warnText', { day: one.starts_on, n: whole(one.observed), expected: decimal(one.expected) })),
      element('p', { class: 'muted' }, t('recurrence', { n: whole(one.recurrence_days) }), one.raised_on < one.starts_on ? ` · ${t('raisedOn', { day: one.raised_on })}` : '', one.current ? '' : ` · ${t('ended')}`, one.muted_until ? ` · ${t('mutedUntil', { day: one.muted_until })}` : ''),
    ];
    return element('li', { class: 'heat-card' }, parts, element('div', { class: 'side-buttons' },
      button(t('go'), () => onShape(boxShape([one.west, one.south, one.east, one.north]), { go: true })),
      button(t('show'), () => store.set({ pick: `warning/${one.uuid}` })),
      one.state === 'new' ? button(t('takeNotice'), () => post(one, 'acknowledge', {}, again)) : null,
      one.state === 'muted' ? null : button(t('mute'), () => post(one, 'mute', { days: MUTE_DAYS }, again))));
  }

  function button(text, work) {
    const made = element('button', { type: 'button', class: 'button' }, text);
    made.addEventListener('click', work);
    return made;
  }

  async function post({ uuid }, verb, content, again) {
    const refusal = await refusalOf(`/api/heat/warnings/${uuid}/${verb}/`, content, { t, lang });
    figures.forget();
    if (refusal) body.prepend(element('p', { class: 'form-error', role: 'alert' }, refusal));
    else again();
  }

  return {
    async update(node) {
      const again = () => this.update(node);
      if (!body.isConnected) replace(node, body);
      if (!body.firstChild) replace(body, waiting(t));
      const answer = await figures.ask('warnings', {});
      if (answer === undefined) return;
      if (!answer.body) return void replace(body, faultNote(answer, t, again));
      const { as_of: asOf, last_day: lastDay, recurrence_days: budget, warnings } = answer.body;
      replace(body, element('p', { class: 'muted' }, t('warnBudget', { n: whole(budget) }), asOf ? ` · ${t('dataTo', { day: lastDay })}` : ''),
        asOf ? (warnings.length > 0 ? element('ul', { class: 'heat-list' }, warnings.map((one) => warning(one, again))) : element('p', {}, t('warnNone'))) : element('p', {}, t('notYet')));
    },
  };
}
