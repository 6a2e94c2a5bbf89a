import assert from 'node:assert/strict';
import { test } from 'node:test';

import { overlap, roomFor } from '../../static/js/lib/label_room.js';
import { formsFor } from '../../static/js/lib/mark_room.js';
import { withParameter, withPlace } from '../../static/js/lib/place_address.js';

const box = (left, top, width = 10, height = 10) => ({ left, top, right: left + width, bottom: top + height });

test('boxes that only touch do not overlap', () => {
  assert.equal(overlap(box(0, 0), box(10, 0)), false);
  assert.equal(overlap(box(0, 0), box(9, 9)), true);
});

test('a label yields to a pin that is not its own and to an earlier label', () => {
  const pins = [box(0, 0), box(30, 0)];
  const labels = [{ ...box(5, 0), pin: 0 }, { ...box(28, 0), pin: 0 }, { ...box(12, 0), pin: 1 }];
  assert.deepEqual(roomFor(labels, pins), [true, false, false]);
});

test('a fixed thing beyond the pins keeps its place free too', () => {
  assert.deepEqual(roomFor([{ ...box(50, 0), pin: 0 }], [box(0, 0), box(55, 0)]), [false]);
});

test('a mark takes its largest form that is free, and its smallest where none is', () => {
  const large = box(0, 0, 40, 40);
  const small = box(15, 15, 10, 10);
  assert.deepEqual(formsFor([[large, small], [box(30, 30, 40, 40), box(45, 45)], [large, small]]), [0, 1, 1]);
});

test('a place replaces what named a place before and keeps the search', () => {
  const search = withPlace('?q=站&area=999901001002&page=3&acc=9&from=map', { lon: 102.301234, lat: 25.3, accuracy: 35.4 });
  assert.equal(search, '?q=%E7%AB%99&lon=102.3012&lat=25.3000&acc=35');
});

test('a parameter is set, replaced and removed', () => {
  assert.equal(withParameter('?a=1', 'view', 'map'), '?a=1&view=map');
  assert.equal(withParameter('?view=map', 'view', ''), '');
});
