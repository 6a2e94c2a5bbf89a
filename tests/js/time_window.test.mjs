import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shiftDay } from '../../static/js/lib/format.js';
import { dayAt, daysToShow, isWindow, movedWindow, nextWindow, placeOf } from '../../static/js/lib/time_window.js';

const LAST = '2026-11-24';
const YEAR = Array.from({ length: 365 }, (_, index) => ({ day: shiftDay(LAST, index - 364), reported: index }));
const TEN = YEAR.slice(-10);

for (const [days, shown] of [[7, 90], [30, 90], [60, 90], [61, 180], [90, 180], [120, 180], [121, 365], [365, 365]]) {
  test(`a window of the last ${days} days is shown in ${shown}`, () => {
    assert.equal(daysToShow(YEAR, shiftDay(LAST, 1 - days)).length, shown);
  });
}

test('a window that begins before the bar shows all of the bar', () => {
  assert.equal(daysToShow(YEAR, '2024-01-01').length, 365);
});

test('places and days of both grips agree', () => {
  for (const { day } of TEN) {
    assert.equal(dayAt(TEN, placeOf(TEN, day, false), false), day);
    assert.equal(dayAt(TEN, placeOf(TEN, day, true), true), day);
  }
});

test('places stay on the bar', () => {
  assert.deepEqual([placeOf(TEN, '2020-01-01', false), placeOf(TEN, '2030-01-01', true)], [0, 1]);
});

test('a moved window keeps its length and stays inside', () => {
  const window = { from: '2026-11-17', to: '2026-11-19' };
  assert.deepEqual(movedWindow(TEN, window, 2), { from: '2026-11-19', to: '2026-11-21' });
  assert.deepEqual(movedWindow(TEN, window, 99), { from: '2026-11-22', to: '2026-11-24' });
  assert.deepEqual(movedWindow(TEN, window, -99), { from: '2026-11-15', to: '2026-11-17' });
});

test('playing starts over at the end', () => {
  assert.deepEqual(nextWindow(TEN, { from: '2026-11-22', to: LAST }), { from: '2026-11-15', to: '2026-11-17' });
  assert.deepEqual(nextWindow(TEN, { from: '2026-11-21', to: '2026-11-23' }), { from: '2026-11-22', to: LAST });
});

test('a window is inside and not the wrong way round', () => {
  assert.equal(isWindow(TEN, { from: '2026-11-20', to: '2026-11-20' }), true);
  assert.equal(isWindow(TEN, { from: '2026-11-21', to: '2026-11-20' }), false);
  assert.equal(isWindow(TEN, { from: '2026-11-14', to: '2026-11-20' }), false);
});
