/** The list of problems: what the check found, or before it the grids of the open community outside their band. */
import { element, replace } from '../../lib/dom.js';
import { shortName } from './board.js';

/** state(): {findings (null before a check), grids, code, english, nameOf(code)}; on: {goTo(code, key), repair(finding)}. Returns draw(). */
export function createProblems(node, { t, state, on }) {
  function repairOf(one) {
    if (!one.repair || !state().mayDraw) return null;
    const button = element('button', { type: 'button', class: 'link-button' }, t('giveToNeighbour'));
    button.addEventListener('click', () => on.repair(one));
    return button;
  }

  return function draw() {
    const { findings, english, nameOf } = state();
    const found = findings ?? outsideBand(state());
    const blocking = found.filter((one) => one.blocking).length;
    replace(node,
      element('div', { class: 'plan-problems-head' }, element('h2', {}, t('problems', { n: found.length })),
        blocking ? element('b', { class: 'blocks' }, `${t('blocking')} ${blocking}`) : null, found.length - blocking ? element('span', { class: 'notes' }, `${t('noting')} ${found.length - blocking}`) : null,
        element('small', {}, findings ? t('goThere') : t('notChecked'))),
      found.length === 0 ? element('p', { class: 'plan-empty' }, t('noProblems')) : element('ul', {}, ...found.map((one) => {
        const row = element('button', { type: 'button', class: 'plan-problem' }, element('span', { class: one.blocking ? 'blocks' : 'notes' }, t(one.blocking ? 'blocking' : 'noting')),
          element('span', {}, nameOf(one.community)), element('span', {}, one.name ?? (one.grid === null ? '' : String(one.grid))), element('span', {}, english ? one.en : one.zh));
        row.addEventListener('click', () => on.goTo(one.community, one.grid));
        return element('li', {}, row, repairOf(one));
      })));
  };
}

function outsideBand({ grids, code }) {
  return [...grids.values()].filter(({ word }) => word === 'below' || word === 'above').map((grid) => {
    const [low, high] = grid.band;
    const { households } = grid.after;
    const by = grid.word === 'below' ? low - households : households - high;
    return {
      blocking: false, community: code, grid: grid.key, name: shortName(grid),
      zh: grid.word === 'below' ? `${households.toLocaleString()} 户，差 ${by.toLocaleString()} 户` : `${households.toLocaleString()} 户，超 ${by.toLocaleString()} 户`,
      en: grid.word === 'below' ? `${households.toLocaleString()} households, ${by.toLocaleString()} short` : `${households.toLocaleString()} households, ${by.toLocaleString()} over`,
    };
  });
}
