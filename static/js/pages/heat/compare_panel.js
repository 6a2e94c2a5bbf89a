/** Two periods side by side: how many before and after, and what may be said of each area. */
import { element, replace } from '../../lib/dom.js';
import { decimal, whole } from '../../lib/format.js';
import { comparedDays, filledDays } from '../../lib/heat_period.js';
import { filterQuery } from '../../lib/heat_state.js';
import { dayFields } from './day_fields.js';
import { faultNote, waiting } from './fault.js';
import { levelChoice } from './level_choice.js';
import { segments } from './segments.js';
import { sortedTable } from './sorted_table.js';

const SHORT = ['before', 'year_ago'];

/** {update(node, state)}. given: {store, figures, data, t, lang, onPlace(row, level, {go}), chosen(): uuid of the row last chosen}. */
export function comparePanel({ store, figures, data, t, lang, onPlace, chosen }) {
  const sort = { key: 'b', down: true };
  const level = levelChoice({ store, t });
  const body = element('div', {});
  const usual = segments(SHORT, { label: t('with'), title: (word) => t(`with_${word}`), onChoose: (word) => store.set({ with: word }) });
  const fields = dayFields({ id: 'compare', max: data.today, t, onChoose: ({ from, to }) => store.set({ with: `${from}..${to}` }) });
  const choice = element('div', { class: 'heat-with' }, usual.node, fields.nodes);

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
      usual.update(state.with);
      fields.show(comparedDays(filledDays(state, data.opening), state.with));
      level.update(state.level);
      if (!body.isConnected) replace(node, choice, level.node, body);
      if (!body.firstChild) replace(body, waiting(t));
      const answer = await figures.ask('compare_table', { ...filterQuery(state), with: state.with, level: state.level }, '/api/heat/compare.json');
      if (answer === undefined) return;
      if (answer.body) drawn(answer.body, state);
      else replace(body, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}
