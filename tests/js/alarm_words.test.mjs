/** Where the word of an alarm may stand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlap } from '../../static/js/lib/label_room.js';
import { alarmWordPlaces } from '../../static/js/map/alarm_symbols.js';

const ctx = { measureText: (word) => ({ width: word.length * 14 }) };
const MARK = { left: -13, right: 13, top: -13, bottom: 13 };

test('a word has four places around its mark, none of which covers it, below first', () => {
  const places = alarmWordPlaces(ctx, '设备警报', 'sans-serif');
  assert.equal(places.length, 4);
  for (const place of places) {
    assert.equal(overlap(place, MARK), false);
    assert.equal(place.right - place.left, 4 * 14 + 8);
  }
  assert.ok(places[0].top > 0 && places[0].left < 0 && places[0].right > 0);
});
