import assert from 'node:assert/strict';
import { test } from 'node:test';

import { tradeoffRows } from '../../static/js/lib/plan_tradeoffs.js';

const figures = (more) => ({ grids: 10, judged: 10, in_band: 10, mad: 0.05, balance: 0.9, moved: 100, crossing: 5, polsby_popper: 0.5, followed: 0.6, cut_m: 2000, workers: 14, infeasible: [], ...more });
const row = (rows, name) => rows.find((one) => one.name === name);

test('the best of differing alternatives is marked, least or most by what the figure means', () => {
  const rows = tradeoffRows(figures(), [figures({ mad: 0.02, polsby_popper: 0.4 }), figures({ mad: 0.08, polsby_popper: 0.6 })]);
  assert.deepEqual(row(rows, 'mad').values, [{ text: '2.0', best: true }, { text: '8.0', best: false }]);
  assert.deepEqual(row(rows, 'polsby_popper').values.map(({ best }) => best), [false, true]);
});

test('figures that are shown alike have no best, and numbers of grids and workers never have', () => {
  const rows = tradeoffRows(figures(), [figures({ mad: 0.0501, grids: 11, workers: 15 }), figures()]);
  assert.deepEqual(row(rows, 'mad').values.map(({ best }) => best), [false, false]);
  assert.deepEqual(row(rows, 'grids').values.map(({ best }) => best), [false, false]);
  assert.deepEqual(row(rows, 'workers').values.map(({ best }) => best), [false, false]);
});

test('what is not known is a dash, and one alternative has no best', () => {
  const rows = tradeoffRows(null, [figures({ judged: 0, in_band: 0, mad: null, followed: null })]);
  assert.deepEqual(row(rows, 'in_band'), { name: 'in_band', now: '—', values: [{ text: '—', best: false }] });
  assert.deepEqual(row(rows, 'followed').values, [{ text: '—', best: false }]);
});

test('metres are told in kilometres and shares in per cent', () => {
  const rows = tradeoffRows(figures(), [figures()]);
  assert.equal(row(rows, 'cut_km').now, '2.0');
  assert.equal(row(rows, 'in_band').now, '100.0');
  assert.equal(row(rows, 'followed').now, '60.0');
});
