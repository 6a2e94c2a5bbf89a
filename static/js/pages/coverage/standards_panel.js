/** Areas judged by their own standard: a circle on foot in town, visits of a mobile unit in the country. */
import { element, replace } from '../../lib/dom.js';
import { percent, whole } from '../../lib/format.js';
import { intoArea } from '../../lib/coverage_state.js';
import { faultNote, waiting } from '../heat/fault.js';
import { sortedTable } from '../heat/sorted_table.js';

const SETTINGS = ['urban', 'rural'];

/** {update(node, state)}. given: {store, figures, t, lang, onArea}. */
export function standardsPanel({ store, figures, t, lang, onArea }) {
  const sort = { key: 'name', down: false };
  const body = element('div', {});

  function verdict(one) {
    if (!one) return '—';
    const share = one.share === null ? '' : `${percent(one.share)}% `;
    return element('span', {}, share, element('span', { class: `coverage-verdict ${one.verdict.replace('_', '-')}` }, t(`verdict_${one.verdict}`)));
  }

  function rule(name, one) {
    const text = t(name === 'urban' ? 'standardUrban' : 'standardRural', { minutes: one.minutes, visits: one.visits, share: whole(one.share * 100) });
    return element('div', { class: 'coverage-rule' }, element('p', {}, text), element('p', { class: 'muted' }, lang === 'en' ? one.source_en : one.source));
  }

  function drawn({ areas, standards }, state) {
    const rows = new Map();
    for (const one of areas) {
      const row = rows.get(one.code) ?? { uuid: one.code, code: one.code, name: (lang === 'en' && one.name_en) || one.name || one.code || t('noArea'), urban_share: null, rural_share: null };
      rows.set(one.code, Object.assign(row, { [one.setting]: one, [`${one.setting}_share`]: one.share }));
    }
    const columns = [
      { key: 'name', title: t('name'), text: true, cell: (row) => row.name },
      ...SETTINGS.map((setting) => ({ key: `${setting}_share`, title: t(setting), cell: (row) => verdict(row[setting]) })),
    ];
    const table = sortedTable({ columns, sort, t, caption: t('tab_standards'), onRow: (row) => (row.code ? store.set(intoArea(row.code)) : null), onHover: (row) => onArea(row?.code ?? store.get().area) });
    replace(body, ...SETTINGS.map((setting) => rule(setting, standards[setting])), table([...rows.values()]), element('p', { class: 'muted' }, t('rows', { n: whole(rows.size) })));
  }

  return {
    async update(node, state) {
      if (!body.isConnected) replace(node, body);
      if (!body.firstChild) replace(body, waiting(t));
      const answer = await figures.ask('standards', { level: state.level, area: state.area }, '/api/coverage/standards');
      if (answer === undefined) return;
      if (answer.body) drawn(answer.body, state);
      else replace(body, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}
