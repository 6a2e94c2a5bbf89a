import assert from 'node:assert/strict';
import test from 'node:test';
import { blockOfLine, blocksInside, halvingLine, nearestBorder, pointsTo, within } from '../../static/js/lib/plan_gestures.js';

const SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]];

test('a place in a hole is outside', () => {
  const hole = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]];
  assert.equal(within([SQUARE], 5, 5), true);
  assert.equal(within([SQUARE, hole], 5, 5), false);
});

test('a fast pointer skips nothing between two places', () => {
  assert.deepEqual(pointsTo([0, 0], [9, 0], 3), [[3, 0], [6, 0], [9, 0]]);
  assert.deepEqual(pointsTo([5, 5], [5, 5], 3), [[5, 5]]);
  const far = pointsTo([0, 0], [30, 40], 4);
  assert.deepEqual(far.at(-1), [30, 40]);
  assert.ok(far.every(([x, y], at) => at === 0 || Math.hypot(x - far[at - 1][0], y - far[at - 1][1]) <= 4));
});

test('a lasso holds the blocks whose middle it holds', () => {
  const blocks = new Map([[1, { place: [1, 1] }], [2, { place: [9, 9] }], [3, { place: [20, 1] }]]);
  assert.deepEqual(blocksInside(blocks, SQUARE), [1, 2]);
  assert.deepEqual(blocksInside(blocks, [[0, 0], [1, 1]]), []);
});

test('the nearest shared border is found within reach; outer borders are not shared', () => {
  const edges = [{ from: [0, 0], to: [0, 10], keys: [1, 2] }, { from: [5, 0], to: [5, 10], keys: [2, 3] }, { from: [3, 0], to: [3, 10], keys: [2] }];
  assert.deepEqual(nearestBorder(edges, [3.4, 5], 4).keys, [2, 3]);
  assert.equal(nearestBorder(edges, [30, 5], 4), null);
});

test('a line belongs to the block it crosses longest', () => {
  const at = (x) => (x < 0 ? null : x < 3 ? 1 : 2);
  assert.equal(blockOfLine([[-5, 0], [10, 0]], at), 2);
  assert.equal(blockOfLine([[-5, 0], [-1, 0]], at), null);
});

test('a block is halved across its longer side', () => {
  assert.deepEqual(halvingLine([[[0, 0], [10, 0], [10, 2], [0, 2], [0, 0]]]), [[5, 0], [5, 2]]);
  assert.deepEqual(halvingLine([[[0, 0], [2, 0], [2, 10], [0, 10], [0, 0]]]), [[0, 5], [2, 5]]);
});
