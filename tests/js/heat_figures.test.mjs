import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { areaBreaks, areaClasses, measured } from '../../static/js/lib/area_measures.js';
import { toggledCategory } from '../../static/js/lib/category_tree.js';
import { CHANGE_CLASSES, CHANGE_COLOURS, changeClass, HATCHED, sortedRows } from '../../static/js/lib/heat_change.js';
import { comparedDays, filledDays, lastDays, presetOf } from '../../static/js/lib/heat_period.js';
import { findingsOf } from '../../static/js/lib/hot_findings.js';
import { roundBreaks } from '../../static/js/lib/round_breaks.js';
import { linesAt } from '../../static/js/map/heat_surface.js';
import { translator } from '../../static/js/pages/heat/words.js';

const TREE = [{ code: 'a', parent: '' }, { code: 'a1', parent: 'a' }, { code: 'a2', parent: 'a' }, { code: 'b', parent: '' }];

test('a branch stands for its twigs', () => {
  assert.equal(toggledCategory('', 'a', TREE), 'a');
  assert.equal(toggledCategory('a1', 'a', TREE), 'a');
  assert.equal(toggledCategory('a', 'a', TREE), '');
});

test('a twig taken out of a branch leaves the others, the last one in makes it whole', () => {
  assert.equal(toggledCategory('a,b', 'a1', TREE), 'a2,b');
  assert.equal(toggledCategory('a2,b', 'a1', TREE), 'a,b');
});

const AREA = { uuid: 'u', reports: 60, incidents: 30, per_1000_households: 24, per_km2_30d: 5, too_few: false };

test('every measure of an area is per 30 days', () => {
  assert.equal(measured(AREA, 'count', 60, 'reports'), 30);
  assert.equal(measured(AREA, 'count', 60, 'incidents'), 15);
  assert.equal(measured(AREA, 'households', 60, 'reports'), 24);
  assert.equal(measured(AREA, 'km2', 60, 'reports'), 5);
});

test('a rate of too few is hatched, a count of few is not', () => {
  const few = { ...AREA, too_few: true };
  assert.deepEqual([...areaClasses([few], 'households', 30, 'reports', [1])], [['u', 'too_few']]);
  assert.deepEqual([...areaClasses([few], 'count', 30, 'reports', [1])], [['u', '0']]);
});

test('bounds of areas leave half of them bare and grow strictly', () => {
  const areas = Array.from({ length: 100 }, (_, n) => ({ ...AREA, reports: n + 1 }));
  const breaks = areaBreaks(areas, 'count', 30, 'reports');
  assert.deepEqual(breaks, [51, 66, 81, 91, 98]);
  assert.ok(roundBreaks([3, 3, 3, 3]).every((bound, index, all) => index === 0 || bound > all[index - 1]));
  assert.deepEqual(roundBreaks([0, 0]), []);
});

for (const [name, change, days, wanted] of [
  ['twice as much in as many days', { verdict: 'more', a: 10, b: 20 }, [30, 30], 'much_more'],
  ['half as much again', { verdict: 'more', a: 20, b: 30 }, [30, 30], 'more'],
  ['as many in half the time', { verdict: 'more', a: 20, b: 20 }, [60, 30], 'much_more'],
  ['something where nothing was', { verdict: 'more', a: 0, b: 20 }, [30, 30], 'much_more'],
  ['less than half', { verdict: 'fewer', a: 20, b: 9 }, [30, 30], 'much_fewer'],
  ['a little less', { verdict: 'fewer', a: 200, b: 150 }, [30, 30], 'fewer'],
  ['what cannot be told', { verdict: 'unclear', a: 10, b: 30 }, [30, 30], 'unclear'],
  ['too few', { verdict: 'too_few', a: 1, b: 3 }, [30, 30], 'too_few'],
]) {
  test(`${name} is drawn as ${wanted}`, () => assert.equal(changeClass(change, ...days), wanted));
}

test('changes take none of the colours of lateness, and what is not clear is hatched', () => {
  const late = new Set(['#FF5C5C', '#FFD23F', '#5AA9FF', '#B42318', '#E0A100', '#175CD3']);
  for (const theme of ['dark', 'light']) for (const key of CHANGE_CLASSES) assert.ok(!late.has(CHANGE_COLOURS[theme][key].toUpperCase()), key);
  assert.deepEqual(Object.keys(HATCHED), ['unclear', 'too_few']);
});

test('rows without a value come last whichever way they are sorted', () => {
  const rows = [{ n: 1 }, { n: null }, { n: 3 }];
  assert.deepEqual(sortedRows(rows, 'n', true).map(({ n }) => n), [3, 1, null]);
  assert.deepEqual(sortedRows(rows, 'n', false).map(({ n }) => n), [1, 3, null]);
});

test('a preset is known again by its days', () => {
  assert.deepEqual(lastDays(7, '2026-03-07'), { from: '2026-03-01', to: '2026-03-07' });
  assert.equal(presetOf({ from: '2026-03-01', to: '2026-03-07' }, '2026-03-07'), 7);
  assert.equal(presetOf({ from: '2026-03-01', to: '2026-03-06' }, '2026-03-07'), 0);
});

const OPENING = { from: '2026-02-06', to: '2026-03-07' };

test('empty days are those the data opens on', () => {
  assert.deepEqual(filledDays({ from: '', to: '' }, OPENING), OPENING);
  assert.deepEqual(filledDays({ from: '', to: '2026-01-31' }, OPENING), { from: '2026-01-02', to: '2026-01-31' });
});

test('the period before touches the period, the year before has its weekdays', () => {
  assert.deepEqual(comparedDays({ from: '2026-03-01', to: '2026-03-07' }, 'before'), { from: '2026-02-22', to: '2026-02-28' });
  const { from } = comparedDays({ from: '2026-03-01', to: '2026-03-07' }, 'year_ago');
  assert.equal(new Date(`${from}T00:00:00Z`).getUTCDay(), new Date('2026-03-01T00:00:00Z').getUTCDay());
  assert.deepEqual(comparedDays(OPENING, '2024-01-01..2024-01-31'), { from: '2024-01-01', to: '2024-01-31' });
});

test('hot cells that touch are one place, the strongest first', () => {
  const cell = (finding, z, robust) => ({ finding, z, robust, robust_share: z / 10, trend: `t${z}`, seen: z, expected: 1 });
  const found = findingsOf([cell(1, 3, true), cell(2, 5, false), cell(1, 4, false)]);
  assert.deepEqual(found.map(({ finding, trend, robust, cells }) => [finding, trend, robust, cells.length]), [[2, 't5', false, 1], [1, 't4', true, 2]]);
});

test('words fill their places in both languages', () => {
  assert.equal(translator('zh')('days', { n: 7 }), '7 天');
  assert.equal(translator('en')('days', { n: 7 }), '7 days');
});

test('every word that the scripts of the desk ask for is there', () => {
  const folder = new URL('../../static/js/pages/heat/', import.meta.url);
  const asked = readdirSync(folder).flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/\bt\('(\w+)'/g)].map(([, key]) => key));
  assert.ok(asked.length > 100);
  for (const key of new Set(asked)) for (const lang of ['zh', 'en']) assert.equal(typeof translator(lang)(key), 'string', key);
});

test('a legend says at which densities lines run, and nothing where there are none', () => {
  assert.equal(linesAt({ lines: [380, 5600] }, translator('zh')), '最高一级内的线：380 · 5,600');
  assert.equal(linesAt({ lines: [] }, translator('en')), null);
  assert.equal(linesAt({}, translator('en')), null);
});
