/** Squares around places, and what of them stands in links. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { squareBounds } from '../../static/js/lib/heat_cells.js';
import { findingsOf } from '../../static/js/lib/hot_findings.js';
import { readHeatState, squarePick, writeHeatState } from '../../static/js/lib/heat_state.js';

test('a square is as wide and as high as it says, on the ground', () => {
  const [west, south, east, north] = squareBounds(102.7, 25.05, 250);
  // A degree of latitude is about 110.8 km there; across, the cosine of the latitude.
  assert.ok(Math.abs((north - south) * 111_195 - 250) < 1);
  assert.ok(Math.abs((east - west) * 111_195 * Math.cos(25.05 * Math.PI / 180) - 250) < 1);
  assert.ok(Math.abs((west + east) / 2 - 102.7) < 1e-9);
});

test('a picked square comes back from its link', () => {
  for (const pick of [squarePick(102.7123456789, 25.05, 600), squarePick(-95.4, -29.76, 250)]) {
    assert.equal(readHeatState(writeHeatState({ ...readHeatState(''), pick })).pick, pick);
  }
  assert.equal(squarePick(102.7123456789, 25.05, 600), 'square/102.712346,25.05,600');
});

test('nonsense squares are left out', () => {
  for (const pick of ['square/', 'square/1,2', 'square/x,2,250', 'square/1,2,250;drop', 'square/1,2,99999', 'square/102.12345678,2,250']) {
    assert.equal(readHeatState(`?pick=${encodeURIComponent(pick)}`).pick, '');
  }
});

test('borders of the day stand in a link, those of today do not', () => {
  assert.equal(readHeatState('?borders=then').borders, 'then');
  assert.equal(writeHeatState(readHeatState('?borders=then')), '?borders=then');
  assert.equal(writeHeatState(readHeatState('?borders=now')), '');
  assert.equal(readHeatState('?borders=never').borders, 'now');
});

test('a finding is named and placed by the cell that stands out most', () => {
  const cell = (z, lon) => ({ finding: 1, z, lon, lat: 25, place: `at ${lon}`, place_en: '', trend: 'new', seen: 9, expected: 2, robust: false, robust_share: 0.5 });
  const [one] = findingsOf([cell(3, 1), cell(5, 2)]);
  assert.deepEqual([one.lon, one.place, one.z], [2, 'at 2', 5]);
});
