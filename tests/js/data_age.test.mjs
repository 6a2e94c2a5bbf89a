import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dataAge } from '../../static/js/lib/data_age.js';

const S = 1000;
for (const [name, status, answered, failed, expected] of [
  ['a beat just now', { heard: true, up: true, silentMs: 1 * S }, 40 * S, false, { stale: false, seconds: 1 }],
  ['two beats missed', { heard: true, up: true, silentMs: 44 * S }, 90 * S, false, { stale: false, seconds: 44 }],
  ['three beats missed', { heard: true, up: true, silentMs: 45 * S }, 90 * S, false, { stale: true, seconds: 45 }],
  ['lost a moment ago', { heard: true, up: false, silentMs: 4 * S }, 90 * S, false, { stale: false, seconds: 4 }],
  ['lost for longer', { heard: true, up: false, silentMs: 6 * S }, 90 * S, false, { stale: true, seconds: 6 }],
  ['lost, polled since', { heard: true, up: false, silentMs: 600 * S }, 20 * S, false, { stale: true, seconds: 20 }],
  ['no stream yet', { heard: false, up: false, silentMs: 8 * S }, 8 * S, false, { stale: false, seconds: 8 }],
  ['never a stream', { heard: false, up: false, silentMs: 80 * S }, 20 * S, false, { stale: true, seconds: 20 }],
  ['figures refused', { heard: true, up: true, silentMs: 9 * S }, 70 * S, true, { stale: true, seconds: 9 }],
]) test(`the age of data: ${name}`, () => { assert.deepEqual(dataAge(status, answered, failed), expected); });
