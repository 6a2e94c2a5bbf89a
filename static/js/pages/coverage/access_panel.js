/** Access that counts capacity: how much of a service everybody has once it is shared among those who reach it. */
import { element, replace } from '../../lib/dom.js';
import { decimal, percent, whole } from '../../lib/format.js';
import { METHODS, intoArea } from '../../lib/coverage_state.js';
import { faultNote, waiting } from '../heat/fault.js';
import { sortedTable } from '../heat/sorted_table.js';

/** {update(node, state)}. given: {store, figures, shares, t, onArea}; names come with the shares. */
export function accessPanel({ store, figures, shares, t, lang, onArea }) {
  const sort = { key: 'hours', down: false };
  const body = element('div', {});
  const method = element('select', { id: 'coverage-method' }, METHODS.map((one) => element('option', { value: one }, t(`method_${one}`))));
  method.addEventListener('change', () => store.set({ method: method.value }));
  const head = element('div', {}, element('p', {}, t('accessWhy')), element('div', { class: 'coverage-select' }, element('label', { for: 'coverage-method' }, t('method')), method));

  function drawn(areas, names, state) {
    const columns = [
      { key: 'name', title: t('name'), text: true, cell: (row) => row.name },
      { key: 'people', title: t('people'), cell: (row) => whole(row.people) },
      { key: 'hours', title: t('hours'), cell: (row) => element('span', { title: t('hoursUnit') }, decimal(row.hours, 1)) },
      { key: 'without', title: t('without'), cell: (row) => `${percent(row.without)}%` },
    ];
    const rows = areas.map((one) => ({ uuid: one.code, code: one.code, name: names.get(one.code) || one.code || t('noArea'), people: one.persons, hours: one.hours_per_1000, without: one.share_without }));
    const table = sortedTable({ columns, sort, t, caption: t('accessTitle'), onRow: (row) => (row.code ? store.set(intoArea(row.code)) : null), onHover: (row) => onArea(row?.code ?? store.get().area) });
    replace(body, table(rows), element('p', { class: 'muted' }, `${t('hoursUnit')} · ${t('rows', { n: whole(rows.length) })} · ${t(`level_${state.level}`)}`));
  }

  return {
    async update(node, state) {
      method.value = state.method;
      if (!body.isConnected) replace(node, element('div', {}, head, body));
      if (!body.firstChild) replace(body, waiting(t));
      const { kind, pace, minutes, level, area } = state;
      const [answer, named] = await Promise.all([
        figures.ask('access_table', { category: kind, pace, minutes, method: state.method, level, area }, '/api/coverage/access'), shares(state),
      ]);
      if (answer === undefined || named === undefined) return;
      if (answer.body) drawn(answer.body.areas, new Map((named.body?.categories[0].areas ?? []).map((one) => [one.code, (lang === 'en' && one.name_en) || one.name])), state);
      else replace(body, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}
