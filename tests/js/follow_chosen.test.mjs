import assert from 'node:assert/strict';
import test from 'node:test';
import { createTileVersions } from '../../static/js/lib/changed_tiles.js';
import { followChosen, placesOf } from '../../static/js/map/tools/follow_chosen.js';

const box = (west, south, east, north) => ({ getWest: () => west, getSouth: () => south, getEast: () => east, getNorth: () => north });
const HERE = box(102.3, 25.34, 102.301, 25.341);
const CELL = placesOf(HERE)[0].slice(1);
const point = (name) => ({ properties: { name }, geometry: { type: 'Point', coordinates: [102.3, 25.34] } });
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

function desk() {
  const versions = createTileVersions({ events: 1, grids: 1 });
  const listeners = [];
  const page = { hidden: false, addEventListener: (name, work) => { page.seen = work; } };
  const made = { row: point('one'), asked: 0, told: [], page };
  const chosen = followChosen({
    layers: { events: { kinds: ['events'] } }, page, read: async () => { made.asked += 1; return made.row; },
    live: { versions, listen: (listener) => listeners.push(listener) }, onChange: (pick, feature) => made.told.push(feature),
  });
  const change = (kind, version, cells) => { versions.note({ kind, version, cells }); for (const listener of listeners) listener(new Set([kind])); };
  return Object.assign(made, { chosen, change });
}

test('a point lies in one cell, a district in some, the world in one tile', () => {
  assert.deepEqual(placesOf(HERE), [[12, 3211, 1749]]);
  assert.ok(placesOf(box(102.2, 25.2, 102.4, 25.5)).every(([z]) => z === 12));
  assert.ok(placesOf(box(73, 18, 135, 54)).length <= 64);
  assert.deepEqual(placesOf(box(-180, -85, 180, 85)).length, 64);
});

test('a changed row is told once', async () => {
  const one = desk();
  one.chosen.watch({ layer: 'events', id: '1' }, one.row, HERE);
  one.row = point('two');
  one.change('events', 2, [CELL]);
  await pause(20);
  assert.deepEqual([one.asked, one.told], [1, [point('two')]]);
});

test('changes elsewhere, of other layers and of other rows are not told', async () => {
  const one = desk();
  one.chosen.watch({ layer: 'events', id: '1' }, one.row, HERE);
  one.change('events', 2, [[1, 1]]);
  one.change('grids', 2, [CELL]);
  await pause(20);
  assert.equal(one.asked, 0);
  one.change('events', 3, [CELL]);
  await pause(1100);
  assert.deepEqual([one.asked, one.told], [1, []]);
});

test('what is closed is not asked for any more', async () => {
  const one = desk();
  one.chosen.watch({ layer: 'events', id: '1' }, one.row, HERE);
  one.chosen.stop();
  one.change('events', 2, null);
  await pause(20);
  assert.equal(one.asked, 0);
});

test('a page out of sight asks when it is seen again', async () => {
  const one = desk();
  one.chosen.watch({ layer: 'events', id: '1' }, one.row, HERE);
  one.page.hidden = true;
  one.row = 'gone';
  one.change('events', 2, [CELL]);
  await pause(20);
  assert.equal(one.asked, 0);
  one.page.hidden = false;
  one.page.seen();
  await pause(1100);
  assert.deepEqual(one.told, ['gone']);
});

test('an answer that did not come is asked for with the next change', async () => {
  const one = desk();
  one.chosen.watch({ layer: 'events', id: '1' }, one.row, HERE);
  one.row = null;
  one.change('events', 2, [CELL]);
  await pause(20);
  one.row = point('two');
  one.change('events', 3, [CELL]);
  await pause(1100);
  assert.deepEqual(one.told, [point('two')]);
});

test('what changed while the first answer was on its way is asked for again', async () => {
  const one = desk();
  one.chosen.stop();
  const old = one.row;
  one.change('events', 2, [CELL]);
  one.row = point('two');
  one.chosen.watch({ layer: 'events', id: '1' }, old, HERE);
  await pause(20);
  assert.deepEqual(one.told, [point('two')]);
});
