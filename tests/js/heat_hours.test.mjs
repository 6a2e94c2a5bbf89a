import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hoursOf, hoursText, rectangle, shades, switched, USUAL_HOURS } from '../../static/js/lib/week_hours.js';

for (const [text, hours] of [['', []], ['8', [8]], ['8-10', [8, 9, 10]], ['0,167', [0, 167]], ['166-167', [166, 167]]]) {
  test(`'${text}' is ${hours.length} hours and back`, () => {
    assert.deepEqual([...hoursOf(text)], hours);
    assert.equal(hoursText(new Set(hours)), text);
  });
}

test('the whole week is the same question as no hours', () => {
  assert.equal(hoursText(new Set(Array.from({ length: 168 }, (_, hour) => hour))), '');
});

test('neighbouring ranges become one', () => {
  assert.equal(hoursText(hoursOf('8-10,11-12')), '8-12');
});

test('a dragged rectangle spans days and times of day, whichever corner it began in', () => {
  const wanted = [8, 9, 32, 33];
  assert.deepEqual(rectangle(8, 33), wanted);
  assert.deepEqual(rectangle(33, 8), wanted);
  assert.deepEqual(rectangle(9, 32), wanted);
});

test('a rectangle is taken in unless all of it was in', () => {
  assert.deepEqual([...switched(new Set([8]), [8, 9])], [8, 9]);
  assert.deepEqual([...switched(new Set([8, 9, 10]), [8, 9])], [10]);
});

test('working hours are ten hours on five days', () => {
  assert.equal(hoursText(new Set(USUAL_HOURS.work)), '8-17,32-41,56-65,80-89,104-113');
});

test('shades rise with counts, nothing has none and the most has the last', () => {
  assert.deepEqual(shades([0, 1, 50, 99, 100], 5), [-1, 0, 2, 4, 4]);
  assert.deepEqual(shades([0, 0], 5), [-1, -1]);
});
