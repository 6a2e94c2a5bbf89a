import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readState, shapeParameter, writeState } from '../../static/js/map/tools/map_state.js';

const FULL = {
  view: { lon: 102.295, lat: 25.345, zoom: 13.25 },
  layers: new Map([['grids', 1], ['events', 0.6]]),
  filters: { events: { category: 'noise', from: '2026-01-02' } },
  pick: { layer: 'grids', id: 'f9d72074-923b-5edb-9146-3dfcafa30659' },
  base: 'none',
  shape: { kind: 'ring', vertices: [[102.1, 25.1], [102.2, 25.1], [102.2, 25.2]] },
  theme: 'dark',
};

test('a state comes back from its link as it was', () => {
  assert.deepEqual(readState(writeState(FULL)), FULL);
});

test('a link can be read by people', () => {
  assert.equal(
    writeState(FULL),
    '?at=102.295,25.345,13.25&layers=grids,events:60&events.category=noise&events.from=2026-01-02'
    + '&pick=grids/f9d72074-923b-5edb-9146-3dfcafa30659&base=none&ring=102.1,25.1,102.2,25.1,102.2,25.2&theme=dark',
  );
});

for (const shape of [
  { kind: 'circle', lon: 102.3, lat: 25.3, radius_m: 812.5 },
  { kind: 'area', code: '999901001' },
  FULL.shape,
]) {
  test(`a ${shape.kind} comes back as it was`, () => {
    assert.deepEqual(readState(writeState({ shape })).shape, shape);
  });
}

test('an address that names nothing gives the first view', () => {
  assert.deepEqual(readState(''), { view: null, layers: null, filters: {}, pick: null, base: 'own', shape: null, theme: 'light' });
});

test('no layers is not the same as none named', () => {
  assert.deepEqual(readState('?layers=').layers, new Map());
  assert.equal(readState('').layers, null);
  assert.equal(writeState({ layers: new Map() }), '?layers=');
});

for (const search of [
  '?at=1,2', '?at=a,b,c', '?at=999,2,3', '?at=1,2,99', '?at=,,', '?at=1,99,3',
  '?pick=grids', '?pick=grids/<script>', '?pick=../../x/1', '?base=http://x', '?theme=red',
  '?ring=1,2,3', '?ring=1,2,3,4', '?ring=1,2,3,4,5,x', '?circle=1,2', '?circle=1,2,-5', '?area=12', '?area=drop',
]) {
  test(`nonsense is left out: ${search}`, () => {
    const { view, pick, base, shape, theme } = readState(search);
    assert.deepEqual({ view, pick, base, shape, theme }, { view: null, pick: null, base: 'own', shape: null, theme: 'light' });
  });
}

test('an opacity out of range is full', () => {
  assert.deepEqual([...readState('?layers=grids:400,events:-3,x:abc').layers.values()], [1, 1, 1]);
});

test('a name that is no layer name is left out', () => {
  assert.deepEqual([...readState('?layers=grids,<b>,a b').layers.keys()], ['grids']);
});

test('the parameter of a shape is the one the server takes', () => {
  assert.deepEqual(shapeParameter({ kind: 'circle', lon: 1.123456789, lat: 2, radius_m: 10.26 }), ['circle', '1.123457,2,10.3']);
});
