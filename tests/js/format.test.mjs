import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bound, daysBetween, decimal, lateness, percent, shiftDay, shortMoment, shortSpan, signed, weekday, whole } from '../../static/js/lib/format.js';

test('numbers have thousands separators and a real minus sign', () => {
  assert.deepEqual([1234567.4, -1200, 0].map(whole), ['1,234,567', '−1,200', '0']);
  assert.equal(decimal(-1234.56, 2), '−1,234.56');
});

test('bounds of classes that differ read differently', () => {
  assert.deepEqual([0.45, 1.3, 1.5, 9.94, 140].map(bound), ['0.45', '1.3', '1.5', '9.9', '140']);
});

test('a change has its sign', () => {
  assert.deepEqual([4, -12, 0].map(signed), ['+4', '−12', '0']);
});

test('nothing is a dash, not a zero', () => {
  assert.deepEqual([whole(null), decimal(undefined), percent(null)], ['—', '—', '—']);
});

test('a share is told in percent', () => {
  assert.equal(percent(0.9163), '91.6');
  assert.equal(percent(0.9, 0), '90');
});

test('lateness is told in days and hours', () => {
  assert.deepEqual([5.9, 24, 78.2].map((hours) => lateness(hours, 'zh')), ['5 小时', '1 天 0 时', '3 天 6 时']);
  assert.equal(lateness(78.2, 'en'), '3 d 6 h');
});

test('days are counted over months, leap days and years', () => {
  assert.equal(shiftDay('2028-02-28', 2), '2028-03-01');
  assert.equal(shiftDay('2027-01-01', -1), '2026-12-31');
  assert.equal(daysBetween('2026-11-20', '2026-12-20'), 30);
});

test('a day has its weekday in both languages', () => {
  assert.equal(weekday('2026-11-24', 'zh'), '星期二');
  assert.equal(weekday('2026-11-24', 'en'), 'Tuesday');
});

const SPANS = [
  ['of this year needs no year', '2026-10-26', '2026-11-24', ['10-26', '11-24']],
  ['over new year needs one', '2025-12-26', '2026-01-24', ['2025-12-26', '01-24']],
  ['of another year needs one', '2010-08-02', '2010-08-31', ['2010-08-02', '08-31']],
  ['from one old year to another needs both', '2009-12-20', '2010-01-10', ['2009-12-20', '2010-01-10']],
];
for (const [what, from, to, expected] of SPANS) {
  test(`a period ${what}`, () => assert.deepEqual(Object.values(shortSpan(from, to, '2026-11-24')), expected));
}

test('a moment of another day names its day', () => {
  assert.equal(shortMoment('2026-05-13T09:05:00+08:00', '2026-05-13T10:00:00+08:00'), '09:05');
  assert.equal(shortMoment('2026-05-12T23:59:00+08:00', '2026-05-13T00:01:00+08:00'), '05-12 23:59');
});
