import assert from 'node:assert/strict';
import { test } from 'node:test';

import { classOf } from '../../static/js/lib/classes.js';
import { latenessAt } from '../../static/js/lib/lateness.js';

const HOUR = 3600;
// The same table as tests/geodata/rules/test_deadlines.py for an event with a limit of 48 hours.
const CASES = [
  [0, 'on_time'], [38.3, 'on_time'], [38.4, 'due_soon'], [48, 'due_soon'], [48.01, 'blue'],
  [71.99, 'blue'], [72, 'yellow'], [119.9, 'yellow'], [120, 'red'],
];

for (const [hours, expected] of CASES) {
  test(`an event of 48 hours is ${expected} after ${hours} hours`, () => {
    assert.equal(latenessAt({ reported: 0, due: 48 * HOUR }, hours * HOUR), expected);
  });
}

test('a value falls in the class whose lower bound it reaches', () => {
  const breaks = [75, 125, 200, 325, 500];
  assert.deepEqual([74.9, 75, 124.9, 200, 500, 9999].map((value) => classOf(value, breaks)), [-1, 0, 0, 2, 4, 4]);
});
