import assert from 'node:assert/strict';
import { test } from 'node:test';

import { busiest, hourMatrix } from '../../static/js/lib/hours.js';
import { translator } from '../../static/js/lib/text.js';
import { addressOf, createStore, readState } from '../../static/js/pages/command/state.js';

/** A browser window with an address and a history. */
function page(search = '') {
  const steps = [search];
  const listeners = [];
  const own = {
    location: { search, pathname: '/command/' },
    history: {
      pushState: (_, __, address) => { steps.push(address); go(address); },
      replaceState: (_, __, address) => { steps[steps.length - 1] = address; go(address); },
    },
    addEventListener: (_, listener) => listeners.push(listener),
    back: () => { steps.pop(); go(steps.at(-1)); for (const listener of listeners) listener(); },
    steps,
  };
  const go = (address) => { own.location.search = address.startsWith('?') ? address : ''; };
  return own;
}

test('an address says only what is not default', () => {
  assert.equal(addressOf(readState(''), '/command/'), '/command/');
  const search = '?days=7&category=noise&area=999901001&scene=heat&layers=heat%2Cevents&rotate=1';
  assert.equal(addressOf(readState(search), '/command/'), search);
});

test('an unknown scene is the first one', () => {
  assert.equal(readState('?scene=care').scene, 'overview');
});

test('a step can be taken back, a moved window cannot', () => {
  const browser = page();
  const store = createStore(browser);
  const seen = [];
  store.listen((state, changed) => seen.push([state.area, changed]));
  store.set({ area: '1' }, { step: true });
  store.set({ area: '12' }, { step: true });
  store.set({ from: '2026-01-01', to: '2026-01-02' });
  assert.equal(browser.steps.length, 3);
  browser.back();
  assert.equal(store.get().area, '1');
  assert.deepEqual(seen.at(-1), ['1', ['from', 'to', 'area']]);
});

test('entering the same area twice is one step', () => {
  const browser = page();
  const store = createStore(browser);
  store.set({ area: '1' }, { step: true });
  store.set({ area: '1' }, { step: true });
  assert.equal(browser.steps.length, 2);
});

test('frames of playing stay out of the address until the end', () => {
  const browser = page();
  const store = createStore(browser);
  store.set({ from: '2026-01-01', to: '2026-01-02' }, { remember: false });
  assert.equal(browser.location.search, '');
  store.set({});
  assert.equal(browser.location.search, '?from=2026-01-01&to=2026-01-02');
});

test('hours stand in their place and the busiest is found', () => {
  const matrix = hourMatrix([{ weekday: 1, hour: 0, reported: 3 }, { weekday: 7, hour: 23, reported: 9 }]);
  assert.equal(matrix[0][0] + matrix[6][23], 12);
  assert.deepEqual(busiest(matrix), { day: 6, hour: 23, reported: 9 });
  assert.equal(busiest(hourMatrix([])), null);
});

test('words are filled in wherever they stand', () => {
  assert.equal(translator('zh-hans')('perDay', { n: '5.0', days: 7 }), '7 天，日均 5.0 件');
  assert.equal(translator('en')('perDay', { n: '5.0', days: 7 }), '7 days, 5.0 a day');
});
