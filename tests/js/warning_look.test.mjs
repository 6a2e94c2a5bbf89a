/** The wall looks at a warning by its address, and out again. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { AWAY, boxAround, lookedAt, lookOf } from '../../static/js/pages/command/warning_look.js';

const ROW = { uuid: 'a', category: 'noise', starts_on: '2026-05-01', last_seen_on: '2026-05-04', west: 102.0, south: 25.0, east: 102.5, north: 25.25 };
const OTHER = { ...ROW, uuid: 'b', category: 'garbage' };

test('a state made for a warning looks at it, and at no other', () => {
  assert.equal(lookedAt([OTHER, ROW], lookOf(ROW)).uuid, 'a');
  assert.equal(lookedAt([OTHER], lookOf(ROW)), null);
});

test('the state that leads out looks at none, nor does an area inside', () => {
  assert.equal(lookedAt([ROW, OTHER], { ...lookOf(ROW), ...AWAY }), null);
  assert.equal(lookedAt([ROW], { ...lookOf(ROW), area: '999901001' }), null);
});

test('heat does not cover the events that are looked at', () => {
  assert.ok(lookOf(ROW).layers.split(',').includes('events'));
  assert.ok(!lookOf(ROW).layers.split(',').includes('heat'));
});

test('a square is shown with as much room on each side as it is wide', () => {
  assert.deepEqual(boxAround(ROW), [101.5, 24.75, 103.0, 25.5]);
});
