import assert from 'node:assert/strict';
import { test } from 'node:test';

import { filterQuery, FIRST, narrowing, readHeatState, toggled, withoutFilters, writeHeatState } from '../../static/js/lib/heat_state.js';

const FULL = {
  view: 'grids', measure: 'households', level: 'community', tab: 'compare', from: '2026-01-02', to: '2026-02-03', category: 'noise,parking',
  priority: 'urgent', source: 'resident,worker', state: 'late', hours: '8-17,32', area: '999901001', borders: 'then', count: 'incidents', with: '2025-01-02..2025-02-03', diff: 'areas',
  step: 'week', frame: 3, weeks: '4', by: 'grid', pick: 'cell/17/102774/55994', at: { lon: 102.29, lat: 25.34, zoom: 13.25 }, theme: 'dark',
};

test('a state comes back from its link as it was', () => {
  assert.deepEqual(readHeatState(writeHeatState(FULL)), FULL);
});

test('the first state has no query at all', () => {
  assert.equal(writeHeatState(FIRST), '');
  assert.deepEqual(readHeatState(''), { ...FIRST });
});

test('a link can be read by people', () => {
  assert.equal(
    writeHeatState({ ...FIRST, view: 'cells', category: 'noise,parking', hours: '8-17,32', pick: 'cell/17/1/2' }),
    '?view=cells&category=noise,parking&hours=8-17,32&pick=cell/17/1/2',
  );
});

for (const [name, search] of [
  ['an unknown view', '?view=blob'], ['a day that is none', '?from=yesterday'], ['days the wrong way round', '?from=2026-02-03&to=2026-01-02'],
  ['a state nobody knows', '?state=lost'], ['hours in words', '?hours=morning'], ['an area by name', '?area=west'], ['a pick of something else', '?pick=household/12'],
  ['a frame before the first', '?frame=-2'], ['a place off the globe', '?at=200,25,12'], ['markup', '?category=<script>'],
]) {
  test(`${name} is left out of a state`, () => {
    assert.deepEqual(readHeatState(search), { ...FIRST });
  });
}

test('the server is asked for the filters that are set and nothing else', () => {
  assert.deepEqual(filterQuery({ ...FIRST, view: 'cells', frame: 4, category: 'noise', count: 'incidents' }), { category: 'noise', count: 'incidents' });
  assert.deepEqual(filterQuery({ ...FIRST }), {});
});

test('a reset clears the filters and the place, and keeps how the map is drawn', () => {
  const reset = withoutFilters(FULL);
  assert.deepEqual(narrowing(reset), []);
  assert.deepEqual([reset.view, reset.with, reset.theme, reset.at], [FULL.view, FULL.with, FULL.theme, FULL.at]);
  assert.deepEqual([reset.pick, reset.frame, reset.count], ['', -1, 'reports']);
});

test('equal choices make equal links whatever their order', () => {
  assert.equal(toggled(toggled('', 'worker'), 'device'), toggled(toggled('', 'device'), 'worker'));
  assert.equal(toggled('device,worker', 'device'), 'worker');
});
