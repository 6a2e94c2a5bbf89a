import assert from 'node:assert/strict';
import { test } from 'node:test';

import { totalRows } from '../../static/js/lib/plan_totals.js';

const before = { grids: 4, judged: 4, in_band: 0, mad: 1.5, balance: 0.9, workers: 16, kept: 1, staff_balance: 0.7 };
const after = { grids: 10, judged: 10, in_band: 9, mad: 0.1, balance: 0.74, workers: 20, kept: 0.4, staff_balance: null, events: 80, workload: 91.5, subjects: null, served: 0.8, splits: 0 };
const row = (name) => totalRows({ before, after }).find((one) => one.name === name);

test('what has a target is judged by it, the deviation by whether it got better', () => {
  assert.deepEqual(['in_band', 'mad', 'balance', 'served'].map((name) => row(name).word), ['notReached', 'better', 'noTarget', 'reached']);
  assert.deepEqual(['in_band', 'mad', 'balance', 'served'].map((name) => row(name).kind), ['bad', 'good', 'bad', 'good']);
});

test('what changes shows both, and a sum over the district only one', () => {
  assert.deepEqual([row('grids').then, row('grids').now], ['4', '10']);
  assert.deepEqual([row('kept').then, row('kept').now], ['100', '40']);
  assert.deepEqual([row('events').then, row('workload').now], [null, '91.5']);
});

test('a balance that nobody gave is a dash without a word', () => {
  assert.deepEqual([row('staff').now, row('staff').word], ['—', null]);
});
