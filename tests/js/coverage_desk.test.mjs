import assert from 'node:assert/strict';
import { test } from 'node:test';

import { areaAbove, changePatch, changesOf, FIRST, intoArea, readCoverageState, writeCoverageState } from '../../static/js/lib/coverage_state.js';
import { gate } from '../../static/js/lib/gate.js';
import { afterMinutes, cellChanges, cellMinutes, changeOf, countedHomes, minuteClass } from '../../static/js/lib/home_minutes.js';

const UUID = '7b0a3c1e-0000-4000-8000-000000000001';
const FULL = {
  kind: 'clinic', pace: 'adult', minutes: '10', age: 'oldest', level: 'grid', area: '999901001', tab: 'change', only: '1', method: '3sfca',
  close: UUID, open: '102.3,25.34;102.31,25.35', shown: 'change', pick: '102.3,25.3', at: { lon: 102.29, lat: 25.34, zoom: 13.25 }, theme: 'dark',
};

test('a state comes back from its link as it was', () => {
  assert.deepEqual(readCoverageState(writeCoverageState(FULL)), FULL);
  assert.equal(writeCoverageState(FIRST), '');
  assert.deepEqual(readCoverageState(''), { ...FIRST });
});

for (const nonsense of ['?pace=running', '?minutes=11', '?open=1;2', '?close=x', '?area=12', '?at=a,b,c', '?tab=', '?kind=<b>', `?open=${'1,2;'.repeat(60)}1,2`]) {
  test(`nonsense in a link is left out: ${nonsense.slice(0, 20)}`, () => assert.deepEqual(readCoverageState(nonsense), { ...FIRST }));
}

test('changes go into the state and back', () => {
  assert.deepEqual(changesOf(changePatch(changesOf(FULL))), { close: [UUID], open: [[102.3, 25.34], [102.31, 25.35]] });
  assert.deepEqual(changesOf(FIRST), { close: [], open: [] });
});

test('an area is gone into by the level below it, and left for the one above', () => {
  assert.deepEqual(intoArea('999901001'), { area: '999901001', level: 'community' });
  assert.deepEqual(intoArea('999901001002'), { area: '999901001002', level: 'grid' });
  assert.equal(areaAbove('999901001002'), '999901001');
  assert.equal(areaAbove('999901001'), '');
});

test('minutes fall into the class that ends with them', () => {
  assert.deepEqual([1, 5, 6, 15, 16, 30, 31, 98, 99].map(minuteClass), ['0', '0', '1', '2', '3', '4', '5', '5', 'none']);
});

test('a change is gained or lost at the limit, else nearer or farther', () => {
  assert.deepEqual([[16, 15], [15, 16], [9, 8], [20, 22], [7, 7]].map(([a, b]) => changeOf(a, b, 15)), ['gained', 'lost', 'nearer', 'farther', 'same']);
});

test('cells tell the mean of their buildings and what most of them get', () => {
  const number = [2, 1, 2];
  assert.deepEqual(cellMinutes(number, [4, 7, 99, 99, 10]), [6, 99, 35]);
  assert.deepEqual(cellChanges(number, [16, 16, 5, 9, 9], [15, 16, 5, 8, 20], 15), ['gained', 'same', 'lost']);
});

test('buildings that change get new minutes, the others keep theirs', () => {
  const body = { id: [7, 8, 9], adult: [20, 12, 99] };
  const after = afterMinutes(body, 'adult', { id: [9], adult: [3] });
  assert.deepEqual(after, [20, 12, 3]);
  assert.deepEqual(countedHomes(body.adult, after, 15), { gained: 1, lost: 0, beyond: 1 });
  assert.equal(afterMinutes(body, 'adult', null), body.adult);
});

test('a gate lets so many through and the others follow in their order, also after a failure', async () => {
  const through = gate(2);
  const seen = [];
  let open = 0;
  let most = 0;
  const work = (name, fails) => through(async () => {
    open += 1;
    most = Math.max(most, open);
    seen.push(name);
    await new Promise((done) => { setTimeout(done, 1); });
    open -= 1;
    if (fails) throw new Error(name);
  }).catch(() => {});
  await Promise.all([work('a', true), work('b'), work('c'), work('d')]);
  assert.deepEqual([seen, most], [['a', 'b', 'c', 'd'], 2]);
});
