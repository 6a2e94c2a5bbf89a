import assert from 'node:assert/strict';
import { test } from 'node:test';

import { overlap, roomFor } from '../../static/js/lib/label_room.js';
import { formsFor } from '../../static/js/lib/mark_room.js';
import { apart, fromElsewhere, placeFields, withParameter } from '../../static/js/lib/place_address.js';

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

test('a place is told to ten metres, as fields of a form', () => {
  assert.deepEqual(placeFields({ lon: 102.301234, lat: 25.3, accuracy: 35.4 }), { lon: '102.3012', lat: '25.3000', acc: '35' });
  assert.deepEqual(placeFields({ lon: 1, lat: 2, from: 'map' }), { lon: '1.0000', lat: '2.0000', from: 'map' });
});

test('a form comes apart into the place and the search that may stand in an address', () => {
  const fields = [['csrfmiddlewaretoken', 'x'], ['q', '站'], ['kind', 'clinic'], ['lon', '102.3'], ['lat', '25.3'], ['from', 'map'], ['kind', '']];
  assert.deepEqual(apart(fields), { place: { lon: '102.3', lat: '25.3', from: 'map' }, search: '?q=%E7%AB%99' });
  assert.deepEqual(apart([['kind', 'room'], ['acc', '3']]), { place: null, search: '?kind=room' });
});

test('a search from another place forgets the area, the page and any place in its address', () => {
  assert.equal(fromElsewhere('?q=a&area=999901001002&page=3&lon=1&lat=2&acc=9&from=map'), '?q=a');
  assert.equal(fromElsewhere('?page=3'), '');
});

test('a parameter is set, replaced and removed', () => {
  assert.equal(withParameter('?a=1', 'view', 'map'), '?a=1&view=map');
  assert.equal(withParameter('?view=map', 'view', ''), '');
});
