import assert from 'node:assert/strict';
import { test } from 'node:test';

import { figureRows } from '../../static/js/lib/plan_figures.js';

const figures = (more) => ({ households: 400, persons: 900, workers: 2, events: 80, workload: 91.5, subjects: 10, served: 0.9, homogeneity: 0.7, polsby_popper: 0.5, reock: 0.4, followed: 0.6, barriers_m: 0, pieces: 1, blocks: 5, shops: 3, area_m2: 120000, ...more });
const row = (rows, name) => rows.find((one) => one.name === name);

test('a figure that stays the same shows no earlier one, a changed one shows both', () => {
  const rows = figureRows({ before: figures({ households: 620 }), after: figures(), word: 'inside' });
  assert.deepEqual(row(rows, 'households'), { name: 'households', then: '620', now: '400', kind: 'good', word: 'inside' });
  assert.equal(row(rows, 'persons').then, null);
});

test('what has a limit is judged by it, what has none by whether it got better', () => {
  const rows = figureRows({ before: figures({ polsby_popper: 0.6, followed: 0.5, barriers_m: 30 }), after: figures({ served: 0.79, pieces: 2 }), word: 'above' });
  assert.deepEqual(['households', 'served', 'pieces', 'compact', 'followed', 'barriers'].map((name) => row(rows, name).word), ['high', 'notReached', 'broken', 'worse', 'better', 'better']);
});

test('one to four people in care are told as fewer than five, unknown shares as a dash', () => {
  const rows = figureRows({ before: null, after: figures({ subjects: null, served: null, followed: null }), word: 'inside' });
  assert.deepEqual(['subjects', 'served', 'followed'].map((name) => row(rows, name).now), ['< 5', '—', '—']);
  assert.equal(row(rows, 'served').word, null);
});
