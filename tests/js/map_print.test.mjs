import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PIXEL_M, SCALES, barLength, lengthText, roundScale, scaleNumber, scaleText, zoomForScale } from '../../static/js/map/tools/print_scale.js';

test('a CSS pixel is a 96th of an inch', () => {
  assert.ok(Math.abs(PIXEL_M * 96 - 0.0254) < 1e-15);
});

for (const number of SCALES) {
  test(`the zoom of 1:${number} has that scale`, () => {
    assert.ok(Math.abs(scaleNumber(zoomForScale(number, 25.35), 25.35) / number - 1) < 1e-9);
  });
}

test('a kilometre at 1:10,000 is 100 mm on paper', () => {
  const pixels = 0.1 / PIXEL_M;
  const zoom = zoomForScale(10_000, 25);
  const metres = pixels * 40_075_016.686 * Math.cos(25 * Math.PI / 180) / (256 * 2 ** zoom);
  assert.ok(Math.abs(metres - 1000) < 0.5);
});

test('a round scale shows at least as much as the screen', () => {
  for (const zoom of [10.2, 12, 13.5, 15, 17.75]) assert.ok(roundScale(zoom, 25) >= scaleNumber(zoom, 25) * 0.999);
  assert.equal(roundScale(3, 25), 500_000);
});

for (const [number, metres, millimetres] of [[10_000, 500, 50], [50_000, 2000, 40], [25_000, 1000, 40], [1000, 50, 50], [7500, 200, 200 / 7.5]]) {
  test(`the bar of 1:${number} is ${metres} m long`, () => {
    const bar = barLength(number, 50);
    assert.equal(bar.metres, metres);
    assert.ok(Math.abs(bar.millimetres - millimetres) < 1e-9);
  });
}

test('lengths and scales read plainly', () => {
  assert.deepEqual([lengthText(500), lengthText(2000), lengthText(2500), lengthText(2.5)], ['500 m', '2 km', '2.5 km', '2.5 m']);
  assert.equal(scaleText(50_000), '1:50,000');
});
