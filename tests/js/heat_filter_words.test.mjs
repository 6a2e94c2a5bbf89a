/** A selection in words, as a picture of it says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterWords } from '../../static/js/lib/heat_filter_words.js';
import { FIRST } from '../../static/js/lib/heat_state.js';
import { translator } from '../../static/js/pages/heat/words.js';

const data = {
  categories: [{ code: 'noise', name: '噪音', name_en: 'Noise' }, { code: 'trash', name: '垃圾', name_en: 'Garbage' }],
  words: { priority: { urgent: ['紧急', 'Urgent'] }, source: { resident: ['居民', 'Resident'] } },
};
const said = (state, lang, areaName) => filterWords({ ...FIRST, ...state }, { data, t: translator(lang), lang, areaName });

test('nothing narrowed is nothing said, whatever the period', () => {
  assert.deepEqual(said({ from: '2026-01-01', to: '2026-02-01', count: 'incidents' }, 'zh'), []);
});

test('every filter is told by its name and its values', () => {
  const state = { category: 'noise,trash', priority: 'urgent', source: 'resident', state: 'late', hours: '0-2,30', area: '999901001' };
  assert.deepEqual(said(state, 'zh', '西屏街道').sort(), ['办理情况：超期未结', '区域：西屏街道', '类别：噪音、垃圾', '等级：紧急', '来源：居民', '一周时段：已选 4 个小时'].sort());
  assert.ok(said(state, 'en').includes('Category: Noise, Garbage'));
  assert.ok(said(state, 'en').includes('Area: 999901001'));
});

test('an unknown value of an old link is told as it stands', () => {
  assert.deepEqual(said({ category: 'gone' }, 'en'), ['Category: gone']);
});
