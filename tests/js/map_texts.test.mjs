import assert from 'node:assert/strict';
import { test } from 'node:test';

import { detailLines, featureName, momentText, valueWord } from '../../static/js/map/tools/feature_words.js';
import { areaWords, lengthWords } from '../../static/js/map/tools/measure_text.js';
import { countRadius, countSide, countText } from '../../static/js/map/count_symbols.js';
import { isCounted, visibleFrom } from '../../static/js/map/tools/zoom_hint.js';
import { keyWords, translator } from '../../static/js/map/tools/words.js';

const MOMENT = 's since 1970-01-01T00:00Z';
const setup = {
  layers: {
    events: {
      title: '事件', title_en: 'Events',
      fields: [
        { name: 'uuid', title: '编号', title_en: 'Identifier', unit: '' }, { name: 'category', title: '类别', title_en: 'Category', unit: '' },
        { name: 'reported', title: '上报时间', title_en: 'Reported', unit: MOMENT }, { name: 'open', title: '在办', title_en: 'Open', unit: '' },
      ],
    },
    resources: {
      title: '资源', title_en: 'Resources',
      fields: [{ name: 'members', title: '人数', title_en: 'Members', unit: 'people' }, { name: 'unit', title: '单位', title_en: 'Unit', unit: '' }],
    },
  },
};
const data = { words: { events: { open: { true: ['在办', 'Open'] } } }, categories: [{ code: 'noise', name: '噪音', name_en: 'Noise' }] };
const words = (lang) => ({ setup, data, lang, t: translator(lang) });

for (const [metres, text] of [[0, '0.0 m'], [812.44, '812.4 m'], [999.94, '999.9 m'], [1000, '1.000 km'], [3412.3, '3.412 km'], [250_000, '250.0 km']]) {
  test(`${metres} metres read ${text}`, () => assert.equal(lengthWords(metres), text));
}

for (const [area, zh, en] of [
  [12.34, '12.3 m²', '12.3 m²'], [450, '450 m²', '450 m²'], [12_300, '12,300 m²（1.23 公顷）', '12,300 m² (1.23 ha)'], [2_410_000, '2.410 km²', '2.410 km²'],
]) {
  test(`${area} square metres read ${zh}`, () => {
    assert.equal(areaWords(area, 'zh'), zh);
    assert.equal(areaWords(area, 'en'), en);
  });
}

test('a feature is called by its name, in English where it has one', () => {
  const properties = { name: '西社区', name_en: 'West' };
  assert.equal(featureName('events', properties, words('zh')), '西社区');
  assert.equal(featureName('events', properties, words('en')), 'West');
  assert.equal(featureName('events', { name: '西社区' }, words('en')), '西社区');
});

test('a feature without a name is called by its kind, else by its layer', () => {
  assert.equal(featureName('events', { category: 'noise' }, words('zh')), '事件：噪音');
  assert.equal(featureName('events', { category: 'noise' }, words('en')), 'Events: Noise');
  assert.equal(featureName('events', {}, words('zh')), '事件');
});

test('a code that nobody named stays as it is', () => {
  assert.equal(valueWord('events', 'category', 'x1', words('zh')), 'x1');
});

test('details read in words, with moments in the time of the product and without identifiers', () => {
  const lines = detailLines('events', { uuid: 'u', category: 'noise', reported: '2026-05-01T06:30:00Z', open: true }, words('zh'));
  assert.deepEqual(lines, [['类别', '噪音'], ['上报时间', '2026-05-01 14:30'], ['在办', '在办']]);
});

test('details leave out what is empty and name units', () => {
  assert.deepEqual(detailLines('resources', { members: 5, unit: '' }, words('zh')), [['人数', '5 人']]);
  assert.deepEqual(detailLines('resources', { members: 0, unit: null }, words('en')), [['Members', '0 people']]);
});

test('a moment may come as seconds', () => {
  assert.equal(momentText(Date.UTC(2026, 4, 1, 6, 30) / 1000), '2026-05-01 14:30');
});

test('a layer shows one zoom later than its tiles begin, the heat always', () => {
  assert.equal(visibleFrom({ minzoom: 11, name: 'events' }), 12);
  assert.equal(visibleFrom({ minzoom: 6, name: 'events_heat' }), 0);
});

test('where numbers stand for features far out, the features themselves show later', () => {
  const events = { name: 'events', minzoom: 6, vector_layers: [{ id: 'events', minzoom: 13 }, { id: 'events_counts', minzoom: 6 }] };
  assert.deepEqual([visibleFrom(events), isCounted(events), isCounted({ name: 'grids', minzoom: 9 })], [14, true, false]);
});

test('a number on the map has at most four signs and a disc that grows a little', () => {
  assert.deepEqual([1, 999, 1000, 1299, 9999, 86_000].map(countText), ['1', '999', '1.0k', '1.2k', '9.9k', '86k']);
  assert.ok(countRadius(1) < countRadius(50) && countRadius(1e9) === countRadius(1e7));
});

test('every key is told in both languages', () => {
  assert.equal(keyWords('zh').length, keyWords('en').length);
  assert.ok(keyWords('en').every(([, text]) => /^[\x20-\x7e]+$/.test(text)));
  assert.ok(keyWords('zh').every(([, text]) => /[\u4e00-\u9fff]/.test(text)));
});

test('squares of counts compare by area and never leave their cell', () => {
  assert.ok(Math.abs(countSide(40) ** 2 / countSide(10) ** 2 - 4) < 1e-9);
  assert.equal(countSide(100_000), countSide(60));
  assert.ok(countSide(60) < 1);
});
