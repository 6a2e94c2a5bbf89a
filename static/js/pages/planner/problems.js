/** The list of problems: what the check found, or before it the grids of the open community outside their band. */
import { element, replace } from '../../lib/dom.js';
import { evenParts } from '../../lib/plan_bands.js';
import { shortName } from './board.js';

/** state(): {findings (null before a check), grids, code, english, nameOf(code), near(key): keys beside it,
 * gridOf(community, key)}; on: {goTo(code, key), repair(finding)}. Returns draw(). */
export function createProblems(node, { t, state, on }) {
  function repairOf(one) {
    if (!one.repair || !state().mayDraw) return null;
    const button = element('button', { type: 'button', class: 'link-button' }, repairWords(one.repair));
    button.addEventListener('click', () => on.repair(one));
    return button;
  }

  function repairWords({ verb, parts, other }) {
    if (verb === 'split_parts') return t('splitInto', { n: parts });
    const { grids, code } = state();
    const near = verb === 'merge' && grids.get(other);
    return near && code ? t('mergeNear', { grid: shortName(near), n: near.after.households.toLocaleString() }) : t('giveToNeighbour');
  }

  function named({ community, grid }) {
    const found = grid === null ? null : state().gridOf(community, grid);
    return found ? shortName(found) : '';
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
          element('span', {}, nameOf(one.community)), element('span', {}, one.name ?? named(one)), element('span', {}, english ? one.en : one.zh));
        row.addEventListener('click', () => on.goTo(one.community, one.grid));
        return element('li', {}, row, repairOf(one));
      })));
  };
}

/** One step that would bring a grid into its band, or nearer: parts of it, or a neighbour it is merged with; null where none does. */
function wayIn(grid, { grids, near }) {
  const [low, high] = grid.band;
  const { households } = grid.after;
  const parts = evenParts(households, grid.band);
  if (grid.word === 'above') return households / parts >= low ? { verb: 'split_parts', grid: grid.key, parts } : null;
  const fitting = near(grid.key).filter((key) => grids.get(key).after.households + households <= high);
  const [other] = fitting.sort((one, two) => grids.get(one).after.households - grids.get(two).after.households);
  return other === undefined ? null : { verb: 'merge', grid: grid.key, other };
}

function outsideBand({ grids, code, near }) {
  return [...grids.values()].filter(({ word }) => word === 'below' || word === 'above').map((grid) => {
    const [low, high] = grid.band;
    const { households } = grid.after;
    const by = grid.word === 'below' ? low - households : households - high;
    return {
      blocking: false, community: code, grid: grid.key, name: shortName(grid), repair: wayIn(grid, { grids, near }),
      zh: grid.word === 'below' ? `${households.toLocaleString()} 户，差 ${by.toLocaleString()} 户` : `${households.toLocaleString()} 户，超 ${by.toLocaleString()} 户`,
      en: grid.word === 'below' ? `${households.toLocaleString()} households, ${by.toLocaleString()} short` : `${households.toLocaleString()} households, ${by.toLocaleString()} over`,
    };
  });
}
