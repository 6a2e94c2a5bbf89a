import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cellAt, cellBounds, cellSide, classified, coarser, density, merged, pairs, summed, zoomForCells } from '../../static/js/lib/heat_cells.js';

test('a density is events per km² and 30 days', () => {
  assert.equal(density(6, 2, 90), 1);
});

test('frames that do not overlap add up to the whole', () => {
  assert.deepEqual([...summed([[0, 2, 5, 1], [], [5, 4]])], [[0, 2], [5, 5]]);
  assert.deepEqual(pairs([3, 7, 4, 1]), [[3, 7], [4, 1]]);
});

test('the same density has the same class whatever the length of the frame', () => {
  const [breaks, km2] = [[10, 20, 40], [1, 1, 1]];
  assert.deepEqual(classified([[0, 7], [1, 14], [2, 2]], km2, 21, breaks), [[0, 0], [1, 1]]);
  assert.deepEqual(classified([[0, 14], [1, 28], [2, 4]], km2, 42, breaks), [[0, 0], [1, 1]]);
});

test('what fewer than five events make is no class', () => {
  const [breaks, km2] = [[10, 20, 40], [1, 1, 1, 1]];
  assert.deepEqual(classified([[0, 4], [1, 5], [2, 1], [3, 0]], km2, 3, breaks), [[0, 'too_few'], [1, 2], [2, 'too_few']]);
});

test('a place lies in the cell whose bounds hold it', () => {
  for (const z of [0, 11, 17, 20]) {
    for (const place of [{ lng: 102.29, lat: 25.34 }, { lng: -0.1, lat: -33 }, { lng: 179.9999, lat: 80 }]) {
      const { x, y } = cellAt(place, z);
      const [west, south, east, north] = cellBounds(z, x, y);
      assert.ok(west <= place.lng && place.lng < east && south < place.lat && place.lat <= north, `${z} ${place.lng}`);
    }
  }
});

test('a cell of zoom 17 is 276 m wide at 25° north', () => {
  assert.equal(Math.round(cellSide(17, 25.34)), 276);
});

test('coarser cells hold the same events on the same ground', () => {
  const grid = { z: 17, x: [4, 5, 6, 4], y: [8, 9, 8, 10], km2: [0.1, 0.1, 0.1, 0.1] };
  const { grid: wide, parent } = coarser(grid, 16);
  assert.deepEqual([wide.z, wide.x, wide.y], [16, [2, 3, 2], [4, 4, 5]]);
  assert.deepEqual(merged([[0, 1], [1, 2], [2, 4], [3, 8]], parent), [[0, 3], [1, 4], [2, 8]]);
  assert.ok(Math.abs(wide.km2[0] - 0.4) < 1e-12);
  assert.deepEqual(coarser(grid, 17).parent, [0, 1, 2, 3]);
});

test('cells stay fine where there is much and grow until five events are the first class', () => {
  const grid = { z: 17, km2: [0.076] };
  assert.equal(zoomForCells(grid, 30, [77]), 17);
  assert.equal(zoomForCells(grid, 7, [77]), 16);
  assert.equal(zoomForCells(grid, 30, [5]), 15);
  assert.equal(zoomForCells(grid, 1, [0.01]), 15);
});
