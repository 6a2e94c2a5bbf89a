import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createTileVersions, kindVersions, touches, withVersion } from '../../static/js/lib/changed_tiles.js';

const HALF_WORLD = 20037508.342789244;
const BUFFER = 64 / 4096;

/** The cells the database names for a place (x, y in units of a cell): its own and those within the clip buffer. */
function namedCells(x, y) {
  const cells = new Set();
  for (const dx of [-BUFFER, BUFFER]) for (const dy of [-BUFFER, BUFFER]) cells.add(`${Math.floor(x + dx)},${Math.floor(y + dy)}`);
  return [...cells].map((cell) => cell.split(',').map(Number));
}

/** Whether a tile clipped with its buffer shows a place, worked out in metres of the web projection. */
function shows(z, tx, ty, x, y) {
  const cell = 2 * HALF_WORLD / 4096;
  const side = 2 * HALF_WORLD / 2 ** z;
  const margin = side * BUFFER;
  const [px, py] = [x * cell, y * cell];
  return px >= tx * side - margin && px <= (tx + 1) * side + margin && py >= ty * side - margin && py <= (ty + 1) * side + margin;
}

function random(seed) {
  let state = seed;
  return () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; };
}

test('a tile that shows a changed place is always touched', () => {
  const next = random(7);
  let shown = 0;
  for (let n = 0; n < 20000; n += 1) {
    const [x, y] = [3200 + next() * 3, 1740 + next() * 3];
    const z = Math.floor(next() * 17);
    const factor = 2 ** (z - 12);
    const tile = [Math.floor((x + (next() - 0.5) * 2) * factor), Math.floor((y + (next() - 0.5) * 2) * factor)];
    if (!shows(z, ...tile, x, y)) continue;
    shown += 1;
    assert.ok(touches(namedCells(x, y), z, ...tile), `${z}/${tile} ${x},${y}`);
  }
  assert.ok(shown > 2000);
});

for (const [name, cells, tile, expected] of [
  ['the cell itself', [[5, 7]], [12, 5, 7], true],
  ['the cell beside it', [[6, 7]], [12, 5, 7], false],
  ['a part of the cell', [[5, 7]], [15, 47, 63], true],
  ['a part of the cell beside it', [[5, 7]], [15, 48, 63], false],
  ['a tile above the cell', [[5, 7]], [10, 1, 1], true],
  ['a tile above, one cell from its edge', [[8, 7]], [10, 1, 1], true],
  ['a tile above, two cells from its edge', [[9, 7]], [10, 1, 1], false],
  ['the whole world', [[4095, 0]], [0, 0, 0], true],
  ['no cell at all', [], [12, 5, 7], false],
  ['everywhere', null, [16, 1, 1], true],
]) test(`touched or not: ${name}`, () => { assert.equal(touches(cells, ...tile), expected); });

test('a tile keeps its version until a change touches it', () => {
  const versions = createTileVersions({ events: 4, areas: 2 });
  assert.equal(versions.of(['events', 'areas'], 13, 10, 14), '4.2');
  assert.equal(versions.note({ kind: 'events', version: 5, cells: [[5, 7]] }), true);
  assert.equal(versions.of(['events', 'areas'], 13, 10, 14), '5.2');
  assert.equal(versions.of(['events', 'areas'], 13, 12, 14), '4.2');
  assert.equal(versions.of(['events'], 9, 0, 0), '5');
  versions.note({ kind: 'events', version: 6, cells: null });
  assert.equal(versions.of(['events'], 13, 12, 14), '6');
});

test('a change told twice or late changes nothing', () => {
  const versions = createTileVersions({ events: 4 });
  assert.equal(versions.note({ kind: 'events', version: 4, cells: null }), false);
  versions.note({ kind: 'events', version: 6, cells: [[1, 1]] });
  assert.equal(versions.note({ kind: 'events', version: 5, cells: [[2, 2]] }), false);
  assert.equal(versions.of(['events'], 12, 2, 2), '4');
});

test('what was missed counts as changed everywhere', () => {
  const versions = createTileVersions({ events: 4, roads: 1 });
  assert.deepEqual(versions.settle({ events: 9, roads: 1, water: 0 }), ['events']);
  assert.equal(versions.of(['events'], 14, 1, 1), '9');
});

test('a kind heard of for the first time has not changed, later it has', () => {
  const versions = createTileVersions({ events: 4 });
  assert.deepEqual(versions.settle({ events: 4, devices: 7 }), []);
  assert.deepEqual(versions.settle({ events: 4, devices: 8 }), ['devices']);
});

test('a database read back from a dump begins again lower', () => {
  const versions = createTileVersions({ events: 9 });
  assert.deepEqual(versions.settle({ events: 4 }), []);
  assert.deepEqual(versions.settle({ events: 4 }, { restored: true }), ['events']);
  assert.equal(versions.of(['events'], 14, 1, 1), '4');
  assert.equal(versions.note({ kind: 'events', version: 5, cells: null }), true);
});

test('a screen that runs for weeks remembers a bounded number of places', () => {
  const versions = createTileVersions({ events: 0 });
  for (let n = 1; n <= 5000; n += 1) versions.note({ kind: 'events', version: n, cells: [[n, 1]] });
  assert.equal(versions.of(['events'], 12, 1, 1), '4097');
  assert.equal(versions.of(['events'], 12, 5000, 1), '5000');
});

test('versions of kinds are read out of described layers', () => {
  const layers = {
    care: { kinds: ['care', 'areas'], version: '3.7' }, grids: { kinds: ['areas'], version: '8' },
    old: { version: '5' }, odd: { kinds: ['a', 'b'], version: '5' },
  };
  assert.deepEqual(kindVersions(layers), { care: 3, areas: 8 });
  assert.deepEqual(kindVersions(layers, { care: '4.9' }), { care: 4, areas: 9 });
});

for (const [template, version, expected] of [
  ['/t/{z}.mvt?v=1', '2.3', '/t/{z}.mvt?v=2.3'],
  ['/t/{z}.mvt?a=1&v=1&b=2', '2', '/t/{z}.mvt?a=1&v=2&b=2'],
  ['/t/{z}.mvt', '2', '/t/{z}.mvt?v=2'],
  ['/t/{z}.mvt?v=1', '', '/t/{z}.mvt?v=1'],
]) test(`an address of a version: ${template} ${version}`, () => { assert.equal(withVersion(template, version), expected); });
