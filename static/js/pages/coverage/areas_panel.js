/** The areas of a level with the shares of people and buildings within reach, and the buildings without. */
import { element, replace } from '../../lib/dom.js';
import { percent, whole } from '../../lib/format.js';
import { MINUTES, intoArea } from '../../lib/coverage_state.js';
import { faultNote, waiting } from '../heat/fault.js';
import { sortedTable } from '../heat/sorted_table.js';

const LISTED = 20;

/** {update(node, state)}. given: {store, figures, shares(state) → promise of the answer, t, data, onArea(code, go)}. */
export function areasPanel({ store, figures, shares, t, lang, data, onArea, onPlace }) {
  const sort = { key: 'name', down: false };
  const table = element('div', {});
  const homes = element('section', { class: 'coverage-unserved' });

  function rowsOf(areas, { pace, age, minutes }) {
    return areas.map((one) => {
      const share = (counted, of, n) => one.within[counted][of][n].share;
      const gap = [share(age, 'adult', minutes), share(age, 'elderly', minutes)];
      return {
        code: one.code, uuid: one.code, name: (lang === 'en' && one.name_en) || one.name || one.code || t('noArea'), people: one.totals[age], few: one.too_few.includes(age),
        ...Object.fromEntries(MINUTES.flatMap((n) => [[`people_${n}`, share(age, pace, n)], [`homes_${n}`, share('buildings', pace, n)]])),
        gap: gap.includes(null) ? null : gap[0] - gap[1],
      };
    });
  }

  function drawn(areas, state) {
    const shareOf = (key, title) => ({ key, title, cell: (row) => percent(row[key]) });
    const columns = [
      { key: 'name', title: t('name'), text: true, cell: (row) => row.name },
      { key: 'people', title: t('people'), cell: (row) => (row.few ? element('span', { class: 'too-few', title: t('tooFew') }, `< ${data.fewest}`) : whole(row.people)) },
      ...MINUTES.map((n) => shareOf(`people_${n}`, t('people_in', { n }))), ...MINUTES.map((n) => shareOf(`homes_${n}`, t('homes_in', { n }))),
      { key: 'gap', title: t('gap'), cell: (row) => element('span', { title: t('gapLong', { n: state.minutes }) }, percent(row.gap)) },
    ];
    const made = sortedTable({
      columns, sort, t, caption: t(`level_${state.level}`), isChosen: (row) => row.code === state.area,
      onRow: (row) => (row.code ? store.set({ ...intoArea(row.code), pick: '' }) : null), onHover: (row) => onArea(row?.code ?? store.get().area),
    });
    replace(table, made(rowsOf(areas, state)), element('p', { class: 'muted' }, `${t('rows', { n: whole(areas.length) })} · ${t('percent')} ${t('tooFewRule', { n: data.fewest })}`));
  }

  function listed(body) {
    const line = ({ properties: one, geometry }) => {
      const walk = one.seconds === null ? t('noWay') : t('min', { n: Math.ceil(one.seconds / 60) });
      const button = element('button', { type: 'button', class: 'heat-item' }, element('span', {}, one.address || t('noAddress')),
        element('span', { class: 'wide' }, t('unservedRow', { min: walk, n: one.persons === null ? t('fewHomes') : t('persons', { n: whole(one.persons) }) })));
      button.addEventListener('click', () => onPlace(geometry.coordinates));
      return element('li', {}, button);
    };
    replace(homes, element('h3', {}, t('unservedList')), body.features.length > 0 ? element('ul', { class: 'heat-list' }, body.features.map(line)) : element('p', { class: 'muted' }, t('allServed')));
  }

  return {
    async update(node, state) {
      if (!table.isConnected) replace(node, element('div', {}, table, homes));
      if (!table.firstChild) replace(table, waiting(t));
      const { kind, minutes, pace, area } = state;
      void figures.ask('unserved', { category: kind, minutes, pace, area, limit: LISTED }, '/api/coverage/unserved').then((answer) => { if (answer?.body) listed(answer.body); });
      const answer = await shares(state);
      if (answer === undefined) return;
      if (answer.body) drawn(answer.body.categories[0].areas, state);
      else replace(table, faultNote(answer, t, () => this.update(node, store.get())));
    },
  };
}
