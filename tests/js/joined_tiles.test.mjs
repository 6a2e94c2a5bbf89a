import assert from 'node:assert/strict';
import { test } from 'node:test';

import { companions, tileOf } from '../../static/js/map/joined_tiles.js';
import { createTileStore } from '../../static/js/map/tile_store.js';

function described(name, { minzoom = 8, maxzoom = 16, kinds = [name], version = '1' } = {}) {
  return { name, minzoom, maxzoom, kinds, version, tiles: [`/layers/${name}/{z}/{x}/{y}.mvt?v=${version}`] };
}

const LAYERS = Object.fromEntries([
  described('water', { minzoom: 6, version: '4' }), described('places', { minzoom: 9, version: '7' }), described('roads', { version: '2' }),
  described('landcover', { version: '3' }), described('buildings'), described('care', { kinds: ['care', 'areas'], version: '1.5' }),
  described('events', { version: '9' }), described('grids', { minzoom: 9, kinds: ['areas'], version: '5' }),
  described('districts', { minzoom: 4, kinds: ['areas'], version: '5' }),
].map((one) => [one.name, one]));
const travelling = (name, query) => companions(LAYERS[name], LAYERS, query).map((one) => one.name).join();

for (const [name, together] of [
  ['roads', 'landcover,water,roads,places'], ['places', 'landcover,water,roads,places'], ['grids', 'districts,grids'],
  ['buildings', 'buildings'], ['events', 'events'], ['care', 'care'],
]) {
  test(`${name} travels as ${together}`, () => assert.equal(travelling(name), together));
}

test('a layer with filters of its own travels alone', () => {
  assert.equal(travelling('roads', { class: 'trunk' }), 'roads');
  assert.equal(travelling('roads', { class: '', other: null }), 'landcover,water,roads,places');
});

test('layers the page does not have are not asked for', () => {
  const { water, roads } = LAYERS;
  assert.deepEqual(companions(roads, { water, roads }).map((one) => one.name), ['water', 'roads']);
});

for (const [zoom, template, kinds] of [
  [6, '/layers/water/{z}/{x}/{y}.mvt?v=4', 'water'],
  [8, '/layers/landcover,water,roads/{z}/{x}/{y}.mvt?v=3.4.2', 'landcover,water,roads'],
  [9, '/layers/landcover,water,roads,places/{z}/{x}/{y}.mvt?v=3.4.2.7', 'landcover,water,roads,places'],
]) {
  test(`at zoom ${zoom} only what is drawn there is asked for, with its versions`, () => {
    const tile = tileOf(companions(LAYERS.water, LAYERS), zoom);
    assert.equal(tile.template, template);
    assert.equal(tile.kinds.join(), kinds);
  });
}

test('a kind that several layers draw has one version', () => {
  assert.equal(tileOf(companions(LAYERS.grids, LAYERS), 12).template, '/layers/districts,grids/{z}/{x}/{y}.mvt?v=5');
  assert.equal(tileOf([LAYERS.care], 12).template, '/layers/care/{z}/{x}/{y}.mvt?v=1.5');
});

/** A store whose loads a test ends. */
function store() {
  const loads = [];
  let time = 0;
  const made = createTileStore({
    now: () => time,
    decode: async (data) => ({ data }),
    load: (address, signal) => new Promise((resolve, reject) => {
      loads.push({ address, signal, resolve, reject });
      signal.addEventListener('abort', () => reject(signal.reason));
    }),
  });
  return { loads, ask: made.ask, pass: (ms) => { time += ms; } };
}

const still = () => new AbortController().signal;

test('who asks at the same time gets one and the same tile', async () => {
  const { loads, ask } = store();
  const asked = [ask('a', { signal: still() }), ask('a', { signal: still() }), ask('b', { signal: still() })];
  assert.deepEqual(loads.map(({ address }) => address), ['a', 'b']);
  loads[0].resolve('A');
  const [first, second] = await Promise.all(asked.slice(0, 2));
  assert.equal(first, second);
  assert.equal(first.data, 'A');
});

test('only what may be kept is known afterwards, for a minute', async () => {
  const { loads, ask, pass } = store();
  for (const [address, keep] of [['public', true], ['private', false]]) {
    const asked = ask(address, { signal: still(), keep });
    loads.at(-1).resolve(address);
    await asked;
  }
  assert.equal((await ask('public', { signal: still() })).data, 'public');
  ask('private', { signal: still() });
  assert.equal(loads.length, 3);
  pass(60_000);
  ask('public', { signal: still() });
  assert.equal(loads.length, 4);
});

test('a request ends with the last who waits, and one who leaves takes nothing from the others', async () => {
  const { loads, ask } = store();
  const leaving = [new AbortController(), new AbortController()];
  const asked = leaving.map(({ signal }) => ask('a', { signal }));
  leaving[0].abort();
  await assert.rejects(asked[0], { name: 'AbortError' });
  assert.equal(loads[0].signal.aborted, false);
  leaving[1].abort();
  await assert.rejects(asked[1], { name: 'AbortError' });
  assert.equal(loads[0].signal.aborted, true);
  const again = ask('a', { signal: still() });
  assert.equal(loads.length, 2);
  loads[1].resolve('new');
  assert.equal((await again).data, 'new');
});

test('what could not be had is told to all and asked for anew', async () => {
  const { loads, ask } = store();
  const asked = [ask('a', { signal: still(), keep: true }), ask('a', { signal: still(), keep: true })];
  loads[0].reject(new Error('503'));
  for (const one of asked) await assert.rejects(one, /503/);
  ask('a', { signal: still(), keep: true });
  assert.equal(loads.length, 2);
});

test('who left already waits for nothing', async () => {
  const { loads, ask } = store();
  const gone = new AbortController();
  gone.abort();
  await assert.rejects(ask('a', { signal: gone.signal }), { name: 'AbortError' });
  assert.equal(loads.length, 0);
});
