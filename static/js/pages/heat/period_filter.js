/** The period: last days at a click, or days of one's own. */
import { element } from '../../lib/dom.js';
import { filledDays, lastDays, presetOf, PRESETS } from '../../lib/heat_period.js';
import { dayFields } from './day_fields.js';
import { segments } from './segments.js';

/** {node, update(state)}. */
export function periodFilter({ store, data, t }) {
  const last = data.opening.to;
  const choose = (days) => store.set({ ...days, frame: -1 });
  const presets = segments(PRESETS, { title: (days) => (days === 365 ? t('year') : t('days', { n: days })), onChoose: (days) => choose(lastDays(days, last)) });
  const fields = dayFields({ id: 'heat', max: data.today, t, onChoose: choose });
  return {
    node: element('fieldset', { class: 'heat-filter' }, element('legend', {}, t('period')), presets.node, fields.nodes),
    update(state) {
      const days = filledDays(state, data.opening);
      fields.show(days);
      presets.update(presetOf(days, last));
    },
  };
}
