import assert from 'node:assert/strict';
import { test } from 'node:test';

import { afterMove, bandClass, bandTexts, evenParts } from '../../static/js/lib/plan_bands.js';
import { gridEdges, labelPlace, ringMiddle } from '../../static/js/lib/plan_outlines.js';

const square = (x, y, key) => ({ key, rings: [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]] });

test('an edge inside a grid is no border, one between grids is, and so is the outside', () => {
  const edges = gridEdges([square(0, 0, 1), square(1, 0, 1), square(2, 0, 2)]);
  const between = edges.filter(({ keys }) => keys.length === 2);
  assert.deepEqual(between.map(({ keys }) => [...keys].sort()), [[1, 2]]);
  assert.equal(edges.length, 1 + 8);
});

test('a label stands in a block of its grid', () => {
  const ring = square(4, 6, 1).rings[0];
  assert.deepEqual(ringMiddle(ring), [4.5, 6.5]);
  const places = [[0, 0], [10, 0], [0, 10]].map((place) => ({ place }));
  assert.ok(places.some(({ place }) => place === labelPlace(places)));
});

test('counts fall into five classes around the band', () => {
  const classes = [239, 240, 299, 300, 500, 501, 600, 601].map((count) => bandClass(count, [300, 500]));
  assert.deepEqual(classes, ['far_below', 'below', 'below', 'inside', 'inside', 'above', 'above', 'far_above']);
  assert.equal(bandClass(5, null), 'unjudged');
  assert.deepEqual(Object.values(bandTexts([300, 500])), ['< 240', '240–299', '300–500', '501–600', '> 600']);
});

test('a move takes from every giving grid and adds up in the taking one', () => {
  const blocks = new Map([[1, { key: 7, households: 40 }], [2, { key: 8, households: 30 }], [3, { key: 9, households: 5 }]]);
  const { moved, change } = afterMove(blocks, [1, 2, 3], 9);
  assert.equal(moved, 70);
  assert.deepEqual([...change].sort(), [[7, -40], [8, -30], [9, 70]]);
});

test('a grid is split near the middle of its band, and never above it where that can be', () => {
  const band = [300, 500];
  assert.deepEqual([2464, 612, 1000, 501, 599].map((count) => evenParts(count, band)), [6, 2, 3, 2, 2]);
  for (let count = 600; count < 5000; count += 1) {
    const share = count / evenParts(count, band);
    assert.ok(share >= 300 && share <= 500, `${count}: ${share}`);
  }
});
