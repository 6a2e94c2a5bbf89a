import assert from 'node:assert/strict';
import { test } from 'node:test';

import { labelProperty, metresPerPixel, tileAddress } from '../../static/js/lib/projection.js';

test('a pixel spans half the metres one zoom deeper', () => {
  assert.equal(metresPerPixel(10) / metresPerPixel(11), 2);
});

test('a pixel at zoom 0 on the equator is 156.543 km wide', () => {
  assert.ok(Math.abs(metresPerPixel(0, 0) - 156543.034) < 0.001);
});

test('pixels shrink towards the pole', () => {
  assert.ok(Math.abs(metresPerPixel(5, 60) / metresPerPixel(5, 0) - 0.5) < 1e-12);
});

test('empty parameters are left out of a tile address', () => {
  const template = '/layers/events/{z}/{x}/{y}.mvt?v=7';
  assert.equal(tileAddress(template, { category: '', from: null }, 3, 1, 2), '/layers/events/3/1/2.mvt?v=7');
  assert.equal(tileAddress(template, { from: '2026-01-01' }, 3, 1, 2), '/layers/events/3/1/2.mvt?v=7&from=2026-01-01');
});

test('values of a tile address are escaped', () => {
  assert.equal(tileAddress('/t/{z}/{x}/{y}', { category: 'a b&c' }, 1, 0, 0), '/t/1/0/0?category=a+b%26c');
});

test('the English name is taken only where there is one', () => {
  assert.deepEqual(labelProperty({ name: '南湖', name_en: 'South Lake' }, 'en'), ['name_en']);
  assert.deepEqual(labelProperty({ name: '南湖', name_en: '' }, 'en'), ['name']);
  assert.deepEqual(labelProperty({ name: '南湖', name_en: 'South Lake' }, 'zh'), ['name']);
});
