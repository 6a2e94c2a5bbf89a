/** The areas of a level with both counts, rates and their intervals. */
import { replace, element } from '../../lib/dom.js';
import { decimal, whole } from '../../lib/format.js';
import { BORDERS, filterQuery } from '../../lib/heat_state.js';
import { faultNote, waiting } from './fault.js';
import { levelChoice } from './level_choice.js';
import { segments } from './segments.js';
import { sortedTable } from './sorted_table.js';

/** {update(node, state)}. given: {store, figures, t, lang, onPlace(row, level, {go}), chosen(): uuid of the row last chosen}. */
export function areasPanel({ store, figures, t, lang, onPlace, chosen }) {
  const sort = { key: 'reports', down: true };
  const choice = levelChoice({ store, t });
  const borders = segments(BORDERS, { label: t('borders'), title: (which) => t(`borders_${which}`), onChoose: (which) => store.set({ borders: which }) });
  const choices = element('div', { class: 'heat-with' }, choice.node, borders.node);
  const body = element('div', {});

  function drawn(found, state) {
    const counted = (key) => ({ key, title: t(key), cell: (row) => whole(row[key]) });
    const columns = [
      { key: 'name', title: t('name'), text: true, cell: (row) => (lang === 'en' && row.name_en) || row.name },
      counted('reports'), counted('incidents'),
      { key: 'per_1000_households', title: t('rate'), cell: (row) => rateText(row) },
      { key: 'per_km2_30d', title: t('perKm2'), cell: (row) => decimal(row.per_km2_30d, row.per_km2_30d < 10 ? 1 : 0) },
    ];
    const table = sortedTable({
      columns, sort, t, caption: t(`level_${state.level}`), onRow: (row) => onPlace(row, state.level, { go: true, open: true }), onHover: (row) => onPlace(row, state.level, {}), isChosen: (row) => row.uuid === chosen(),
    });
    const total = (key) => found.areas.reduce((sum, row) => sum + row[key], 0);
    const foot = element('p', { class: 'muted' }, `${t('rows', { n: whole(found.areas.length) })} · ${t('reportsLong')} ${whole(total('reports'))} · ${t('incidentsLong')} ${whole(total('incidents'))}`);
    replace(body, state.borders === 'then' ? element('p', { class: 'heat-caution', role: 'note' }, t('bordersThen')) : null, table(found.areas), foot, element('p', { class: 'muted' }, t('per30')));
  }

  function rateText(row) {
    if (row.per_1000_households === null) return element('span', { class: 'muted' }, '—');
    const interval = element('small', {}, `${decimal(row.low)}–${decimal(row.high)}`);
    return element('span', { class: row.too_few ? 'too-few' : null, title: row.too_few ? t('tooFew') : t('rateInterval') }, row.too_few ? `${t('tooFew')} ` : decimal(row.per_1000_households), interval);
  }

  return {
    async update(node, state) {
      choice.update(state.level);
      borders.update(state.borders);
      if (!body.isConnected) replace(node, choices, body);
      if (!body.firstChild) replace(body, waiting(t));
      const answer = await figures.ask('areas', { ...filterQuery(state), level: state.level, borders: state.borders });
      if (answer === undefined) return;
      if (answer.body) drawn(answer.body, state);
      else replace(body, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}
