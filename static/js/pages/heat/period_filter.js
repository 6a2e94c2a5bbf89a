/** The period: last days at a click, or days of one's own. */
import { element } from '../../lib/dom.js';
import { filledDays, lastDays, presetOf, PRESETS } from '../../lib/heat_period.js';

/** {node, update(state)}. */
export function periodFilter({ store, data, t }) {
  const last = data.opening.to;
  const buttons = PRESETS.map((days) => {
    const button = element('button', { type: 'button', 'aria-pressed': 'false' }, days === 365 ? t('year') : t('days', { n: days }));
    button.addEventListener('click', () => store.set({ ...lastDays(days, last), frame: -1 }));
    return button;
  });
  const problem = element('p', { class: 'form-error', role: 'alert', hidden: true }, t('wrongDays'));
  const inputs = { from: dayInput('from'), to: dayInput('to') };

  function dayInput(name) {
    const input = element('input', { type: 'date', id: `heat-${name}`, max: data.today, required: true });
    input.addEventListener('change', choose);
    return input;
  }

  function choose() {
    const [from, to] = [inputs.from.value, inputs.to.value];
    if (!from || !to) return;
    problem.hidden = from <= to;
    if (from <= to) store.set({ from, to, frame: -1 });
  }

  const node = element('fieldset', { class: 'heat-filter' }, element('legend', {}, t('period')),
    element('div', { class: 'heat-segments' }, buttons),
    element('div', { class: 'heat-days' }, ['from', 'to'].map((name) => element('label', { for: `heat-${name}` }, element('span', {}, t(name)), inputs[name]))),
    problem);
  return {
    node,
    update(state) {
      const days = filledDays(state, data.opening);
      inputs.from.value = days.from;
      inputs.to.value = days.to;
      problem.hidden = true;
      const preset = presetOf(days, last);
      buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(PRESETS[index] === preset)));
    },
  };
}
