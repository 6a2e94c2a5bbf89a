/** The inspector: every figure of the chosen grid before and after, its neighbours and what a gesture would move. */
import { element, replace, svg } from '../../lib/dom.js';
import { figureRows } from '../../lib/plan_figures.js';
import { afterMove } from '../../lib/plan_bands.js';
import { totalRows } from '../../lib/plan_totals.js';
import { halvingLine } from '../../lib/plan_gestures.js';
import { shortName } from './board.js';

const MOST_BANDS = 8;
const MOST_COLUMNS = 2;

/** board, state(): {chosen, mayDraw, totals, p: their words}; on: {choose(key), write(operation)}. Returns {draw(), preview(numbers, taking), trial(told)}. */
export function createInspector(node, board, { t, state, on }) {
  function draw() {
    const { chosen } = state();
    const grid = board.grids.get(chosen);
    replace(node, ...(grid ? gridPart(grid) : [element('p', { class: 'plan-empty' }, t(board.code ? 'chooseGrid' : 'chooseCommunity'))]), wholePart());
  }

  function gridPart(grid) {
    return [
      element('h2', {}, t.english ? t('gridOf', { grid: shortName(grid) }) : grid.name || shortName(grid), grid.before ? null : element('small', {}, ` ${t('isNew')}`)),
      element('p', { class: 'plan-band' }, grid.band ? t('band', { low: grid.band[0], high: grid.band[1] }) : ownMeasure(grid.measure)),
      grid.band ? bandPicture([[shortName(grid), grid.before?.households, grid.after.households]], grid.band) : null,
      ...figures(grid), neighbours(grid), ownBlocks(grid),
    ];
  }

  /** What a grid without a household band is measured by, with its word. */
  function ownMeasure({ names, count, band, word }) {
    if (!band) return `${t('noBand')} · ${names[t.english ? 1 : 0]}`;
    const [low, high] = band;
    return `${t('noBand')} · ${names[t.english ? 1 : 0]} ${count.toLocaleString()} · ${t('ownBand', { low, high })} · ${t(`w_${{ below: 'low', inside: 'inside', above: 'high' }[word]}`)}`;
  }

  function figures(grid) {
    const main = grid.after.main_type;
    return [
      element('table', { class: 'plan-figures' }, element('caption', {}, t('beforeAfter')), element('tbody', {}, ...figureRows(grid).map(({ name, then, now, kind, word }) => element('tr', {},
        element('th', { scope: 'row' }, t(`f_${name}`)), element('td', {}, then === null ? null : `${then} → `, element('b', {}, now)), element('td', { class: kind }, word ? t(`w_${word}`) : then === null && grid.before ? t('sameAs') : ''))))),
      element('p', { class: 'plan-band' }, t('mainType', { type: t(`type_${main}`) }), grid.after.heavy ? ` · ${t('heavyBlocks', { n: grid.after.heavy, one: grid.after.one_building })}` : ''),
    ];
  }

  function neighbours(grid) {
    const { mayDraw } = state();
    const near = new Map();
    for (const [one, other, length] of board.borders) {
      const keys = [one, other].map((number) => board.blocks.get(number).key);
      if (!keys.includes(grid.key) || keys[0] === keys[1]) continue;
      const [far, block] = keys[0] === grid.key ? [keys[1], other] : [keys[0], one];
      const known = near.get(far) ?? { length: 0, blocks: new Set() };
      known.length += length;
      known.blocks.add(block);
      near.set(far, known);
    }
    return element('section', { class: 'plan-near' }, element('h3', {}, t('neighbours')), ...[...near].map(([key, { length, blocks }]) => nearPart(grid, key, length, blocks, mayDraw)));
  }

  /** The blocks of the grid, each to be cut in halves without drawing. */
  function ownBlocks(grid) {
    const { mayDraw } = state();
    const own = [...board.blocks].filter(([, { key }]) => key === grid.key);
    return element('section', { class: 'plan-near' }, element('details', {}, element('summary', {}, `${t('f_blocks')} ${own.length}`),
      element('ul', {}, ...own.map(([number, { households, rings }]) => {
        const button = element('button', { type: 'button', class: 'link-button', disabled: !mayDraw }, t('cutAcross'));
        button.addEventListener('click', () => on.write({ verb: 'cut', blocks: [number], line: halvingLine(rings) }));
        return element('li', {}, `${number} · ${t('households', { n: households })} `, button);
      }))));
  }

  function nearPart(grid, key, length, blocks, mayDraw) {
    const other = board.grids.get(key);
    const shut = board.locks.some(([one, two]) => one === Math.min(key, grid.key) && two === Math.max(key, grid.key));
    const act = (words, operation) => {
      const button = element('button', { type: 'button', class: 'link-button', disabled: !mayDraw }, words);
      button.addEventListener('click', () => on.write(operation));
      return button;
    };
    const name = element('button', { type: 'button', class: 'link-button' }, shortName(other));
    name.addEventListener('click', () => on.choose(key));
    return element('details', {},
      element('summary', {}, shortName(other), ` · ${t('households', { n: other.after.households.toLocaleString() })} · ${Math.round(length)} m`),
      element('p', {}, name, ' ', act(t('pushRow'), { verb: 'push', grid: grid.key, other: key, blocks: [...blocks] }), ' ', act(t('mergeWith'), { verb: 'merge', grid: grid.key, other: key }), ' ', act(t(shut ? 'unlockBorder' : 'lockBorder'), { verb: shut ? 'unlock_border' : 'lock_border', grid: grid.key, other: key })),
      element('ul', { 'aria-label': t('edgeBlocks') }, ...[...blocks].sort((a, b) => a - b).map((number) => element('li', {}, `${number} · ${t('households', { n: board.blocks.get(number).households })} `, act(t('takeIn'), { verb: 'assign', grid: grid.key, blocks: [number] })))));
  }

  /** The figures of the whole plan, as far as they are known already. */
  function wholePart() {
    const { totals, p } = state();
    if (!totals) return null;
    return element('section', { class: 'plan-whole' }, element('h3', {}, t('wholePlan')), element('table', { class: 'plan-figures' }, element('tbody', {}, ...totalRows(totals).map(({ name, then, now, kind, word }) => element('tr', {},
      element('th', { scope: 'row' }, p(`t_${name}`)), element('td', {}, then === null ? null : `${then} → `, element('b', {}, now)), element('td', { class: kind }, word ? p(`w_${word}`) : ''))))));
  }

  function preview(numbers, taking) {
    const { moved, change } = afterMove(board.blocks, numbers, taking);
    const rows = [...change].map(([key, by]) => {
      const grid = board.grids.get(key);
      return [shortName(grid), grid.after.households, grid.after.households + by];
    });
    replace(node, ...previewHead(numbers.length, moved, rows, board.grids.get(taking)?.band));
  }

  function previewHead(blocks, moved, rows, band) {
    return [element('p', { class: 'plan-state' }, t('notWritten')), element('h2', {}, t('preview', { blocks, households: moved.toLocaleString() })), band ? bandPicture(rows, band) : null];
  }

  /** Everything an operation would change, as the server tried it: told.grids after it, told.moved [[number, key]]. */
  function trial({ grids, moved }) {
    const keys = new Set(moved.flatMap(([number, key]) => [key, board.blocks.get(number).key]));
    const changed = grids.filter(({ key }) => keys.has(key)).map((grid) => ({ ...grid, before: board.grids.get(grid.key)?.after ?? null }));
    const households = moved.reduce((sum, [number]) => sum + board.blocks.get(number).households, 0);
    const rows = changed.map((grid) => [shortName(grid), grid.before?.households, grid.after.households]);
    replace(node, ...previewHead(moved.length, households, rows.slice(0, MOST_BANDS), changed.find(({ band }) => band)?.band),
      rows.length > MOST_BANDS ? element('p', { class: 'plan-band' }, t('moreGrids', { n: rows.length - MOST_BANDS })) : null, sumPart(keys, changed),
      changed.length <= MOST_COLUMNS ? trialTable(changed) : null);
  }

  /** Households of all grids concerned, before and after: an operation moves them, it makes and loses none. */
  function sumPart(keys, changed) {
    const then = [...keys].reduce((sum, key) => sum + (board.grids.get(key)?.after.households ?? 0), 0);
    const now = changed.reduce((sum, { after }) => sum + after.households, 0);
    const values = { n: keys.size, households: now.toLocaleString(), then: then.toLocaleString(), now: now.toLocaleString() };
    return element('p', { class: then === now ? 'plan-sum good' : 'plan-sum bad' }, t(then === now ? 'sumKept' : 'sumBroken', values));
  }

  function trialTable(changed) {
    const columns = changed.map(figureRows);
    return element('table', { class: 'plan-figures plan-trial' }, element('caption', {}, t('beforeAfter')),
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, t('figure')), ...changed.map((grid) => element('th', { scope: 'col' }, shortName(grid))))),
      element('tbody', {}, ...columns[0].map(({ name }, place) => element('tr', {}, element('th', { scope: 'row' }, t(`f_${name}`)), ...columns.map((rows, at) => {
        const { then, now } = rows[place];
        return element('td', {}, then === null ? null : `${then} → `, element('b', {}, now), then === null && changed[at].before ? element('i', {}, ` ${t('sameAs')}`) : null);
      })))));
  }

  return { draw, preview, trial };
}

const text = (value) => (typeof value === 'number' ? value.toLocaleString() : value);

/** Households of grids against their band, before hollow and after solid. rows: [name, before, after]. */
function bandPicture(rows, [low, high]) {
  const most = Math.max(high * 1.4, ...rows.flatMap(([, then, now]) => [then ?? 0, now]));
  const x = (value) => 40 + 230 * value / most;
  const parts = rows.flatMap(([name, then, now], place) => {
    const y = 16 + 30 * place;
    return [
      svg('rect', { x: x(low), y: y - 9, width: x(high) - x(low), height: 18, class: 'band' }), svg('line', { x1: 40, x2: 270, y1: y, y2: y, class: 'axis' }),
      svg('text', { x: 0, y: y + 5 }, name), then === undefined || then === now ? null : svg('line', { x1: x(then), x2: x(now), y1: y, y2: y, class: 'way' }),
      then === undefined ? null : svg('circle', { cx: x(then), cy: y, r: 6, class: 'then' }), svg('circle', { cx: x(now), cy: y, r: 6, class: 'now' }),
      svg('text', { x: 300, y: y + 5, class: 'count' }, now.toLocaleString()),
    ];
  });
  const bottom = 30 * rows.length + 16;
  // Where the band is too narrow for two numbers they stand as one.
  const ticks = x(high) - x(low) < 34 ? [[x(0), '0'], [Math.max(x((low + high) / 2), x(0) + 42), `${low}–${high}`]] : [0, low, high].map((value) => [x(value), String(value)]);
  return svg('svg', { class: 'plan-bands', viewBox: `0 0 320 ${bottom + 6}`, role: 'img', 'aria-label': rows.map(([name, then, now]) => `${name}: ${then ?? '—'} → ${now}`).join('; ') },
    ...parts, ...ticks.map(([at, words]) => svg('text', { x: at, y: bottom, class: 'tick' }, words)));
}
