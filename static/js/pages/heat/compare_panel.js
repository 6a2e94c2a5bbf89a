/** Two periods side by side: how many before and after, and what may be said of each area. */
import { element, replace } from '../../lib/dom.js';
import { decimal, whole } from '../../lib/format.js';
import { comparedDays, filledDays } from '../../lib/heat_period.js';
import { filterQuery } from '../../lib/heat_state.js';
import { faultNote, waiting } from './fault.js';
import { levelChoice } from './level_choice.js';
import { sortedTable } from './sorted_table.js';

const SHORT = ['before', 'year_ago'];

/** {update(node, state)}. given: {store, figures, data, t, lang, onPlace(row, level, {go}), chosen(): uuid of the row last chosen}. */
export function comparePanel({ store, figures, data, t, lang, onPlace, chosen }) {
  const sort = { key: 'b', down: true };
  const level = levelChoice({ store, t });
  const body = element('div', {});
  const choice = withChoice();

  function withChoice() {
    const buttons = SHORT.map((word) => {
      const button = element('button', { type: 'button', 'aria-pressed': 'false' }, t(`with_${word}`));
      button.addEventListener('click', () => store.set({ with: word }));
      return button;
    });
    const inputs = ['from', 'to'].map((name) => element('input', { type: 'date', id: `compare-${name}`, max: data.today, required: true }));
    const problem = element('p', { class: 'form-error', role: 'alert', hidden: true }, t('wrongDays'));
    for (const input of inputs) {
      input.addEventListener('change', () => {
        const [from, to] = inputs.map(({ value }) => value);
        if (!from || !to) return;
        problem.hidden = from <= to;
        if (from <= to) store.set({ with: `${from}..${to}` });
      });
    }
    const days = element('div', { class: 'heat-days' }, inputs.map((input, index) => element('label', { for: input.id }, element('span', {}, t(['from', 'to'][index])), input)));
    return {
      node: element('div', { class: 'heat-with' }, element('div', { class: 'heat-segments', role: 'group', 'aria-label': t('with') }, buttons), days, problem),
      update(state) {
        buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(SHORT[index] === state.with)));
        const { from, to } = comparedDays(filledDays(state, data.opening), state.with);
        [inputs[0].value, inputs[1].value] = [from, to];
        problem.hidden = true;
      },
    };
  }

  function drawn(found, state) {
    const columns = [
      { key: 'name', title: t('name'), text: true, cell: (row) => (lang === 'en' && row.name_en) || row.name },
      { key: 'a', title: t('before'), cell: (row) => whole(row.a) },
      { key: 'b', title: t('after'), cell: (row) => whole(row.b) },
      { key: 'ratio', title: t('ratio'), cell: ratioText },
      { key: 'verdict', title: t('verdict'), text: true, cell: (row) => element('span', { class: `verdict ${row.verdict}` }, t(`verdict_${row.verdict}`)) },
    ];
    const table = sortedTable({
      columns, sort, t, caption: t('tab_compare'), onRow: (row) => onPlace(row, state.level, { go: true, open: true }), onHover: (row) => onPlace(row, state.level, {}), isChosen: (row) => row.uuid === chosen(),
    });
    const { before, after } = found;
    replace(body,
      element('p', { class: 'heat-sum' }, element('strong', {}, t('compareSum', { before: whole(before.n), after: whole(after.n) })),
        element('span', { class: 'muted' }, t('changeBy', { before: t('span', before), after: t('span', after) }))),
      data.oldest && before.from < data.oldest ? element('p', { class: 'heat-caution', role: 'note' }, t('beforeData', { day: data.oldest })) : null,
      table(found.areas), element('p', { class: 'muted' }, t('compareRule')));
  }

  function ratioText({ ratio, low, high }) {
    const bounds = low === null && high === null ? '' : `${low === null ? '0' : decimal(low, 2)}–${high === null ? '∞' : decimal(high, 2)}`;
    return element('span', {}, ratio === null ? '' : `${decimal(ratio, 2)} `, element('small', {}, bounds || '—'));
  }

  return {
    async update(node, state) {
      choice.update(state);
      level.update(state);
      if (!body.isConnected) replace(node, choice.node, level.node, body);
      if (!body.firstChild) replace(body, waiting(t));
      const answer = await figures.ask('compare_table', { ...filterQuery(state), with: state.with, level: state.level }, '/api/heat/compare.json');
      if (answer === undefined) return;
      if (answer.body) drawn(answer.body, state);
      else replace(body, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}
