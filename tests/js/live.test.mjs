import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readChange, readVersions } from '../../static/js/lib/live_words.js';
import { paced } from '../../static/js/lib/paced.js';
import { createHub } from '../../static/js/live/hub.js';
import { connectLive } from '../../static/js/live/live.js';
import { createPorts } from '../../static/js/live/ports.js';

/** A clock that a test moves. */
function handClock() {
  let now = 0;
  let count = 0;
  const waiting = new Map();
  return {
    random: () => 0,
    now: () => now,
    setTimeout(work, ms) { count += 1; waiting.set(count, [now + ms, work]); return count; },
    clearTimeout: (id) => { waiting.delete(id); },
    async move(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...waiting].filter(([, [at]]) => at <= end).sort((a, b) => a[1][0] - b[1][0])[0];
        if (!due) break;
        waiting.delete(due[0]);
        [now] = due[1];
        due[1][1]();
        await Promise.resolve();
        await Promise.resolve();
      }
      now = end;
    },
  };
}

/** Event sources that a test speaks through. */
function sources() {
  const opened = [];
  const open = (address) => {
    const listeners = {};
    const one = {
      address, closed: false,
      addEventListener: (name, listener) => { listeners[name] = listener; },
      close() { one.closed = true; },
      say: (name, body, id = '') => listeners[name]({ data: body === undefined ? '' : JSON.stringify(body), lastEventId: String(id) }),
    };
    opened.push(one);
    return one;
  };
  return { open, opened };
}

function hub() {
  const clock = handClock();
  const { open, opened } = sources();
  const told = [];
  const made = createHub((word) => told.push(word), { open, clock });
  made.start();
  return { made, clock, opened, told };
}

test('a change is read and anything else is nothing', () => {
  assert.deepEqual(readChange('{"kind":"roads","version":3,"cells":[[1,2]]}', '7'), { type: 'change', id: 7, kind: 'roads', version: 3, cells: [[1, 2]] });
  assert.equal(readChange('{"kind":"roads","version":3,"cells":null}', '7').cells, null);
  for (const text of ['', '{', 'null', '[]', '{"kind":1,"version":3,"cells":null}', '{"kind":"a","version":-1,"cells":null}',
    '{"kind":"a","version":1}', '{"kind":"a","version":1,"cells":[[1]]}', '{"kind":"a","version":1,"cells":[["x",1]]}']) {
    assert.equal(readChange(text, '1'), null, text);
  }
});

test('versions are read and anything else is nothing', () => {
  assert.deepEqual(readVersions('{"versions":{"roads":3}}', '9'), { type: 'versions', id: 9, versions: { roads: 3 } });
  for (const text of ['', '{}', '{"versions":null}', '{"versions":{"a":"1"}}']) assert.equal(readVersions(text, '1'), null, text);
});

test('a lost stream goes on where it ended, a little later each time', async () => {
  const { clock, opened, told } = hub();
  assert.equal(opened[0].address, '/live/');
  opened[0].say('hello', { versions: { events: 3 } }, 10);
  opened[0].say('change', { kind: 'events', version: 4, cells: [[1, 1]] }, 12);
  opened[0].onerror();
  assert.equal(told.at(-1).type, 'lost');
  await clock.move(999);
  assert.equal(opened.length, 1);
  await clock.move(1);
  assert.equal(opened[1].address, '/live/?last=12');
  opened[1].onerror();
  await clock.move(1999);
  assert.equal(opened.length, 2);
  await clock.move(1);
  assert.equal(opened.length, 3);
  opened[2].onopen();
  assert.equal(told.at(-1).type, 'beat');
  opened[2].onerror();
  await clock.move(1000);
  assert.equal(opened.length, 4, 'after a good connection the first pause is short again');
});

test('pauses end at half a minute', async () => {
  const { clock, opened } = hub();
  for (let n = 0; n < 12; n += 1) {
    opened.at(-1).onerror();
    await clock.move(30_000);
    assert.equal(opened.length, n + 2);
  }
});

test('a stream silent for three beats is dead', async () => {
  const { clock, opened, told } = hub();
  opened[0].say('hello', { versions: {} }, 1);
  await clock.move(44_000);
  opened[0].say('beat');
  await clock.move(44_000);
  assert.equal(told.at(-1).type, 'beat');
  await clock.move(1_000);
  assert.equal(told.at(-1).type, 'lost');
  assert.ok(opened[0].closed);
});

test('words of a stream given up are not heard', async () => {
  const { opened, told, clock } = hub();
  opened[0].onerror();
  await clock.move(1000);
  const before = told.length;
  opened[0].say('change', { kind: 'events', version: 4, cells: null }, 12);
  assert.equal(told.length, before);
});

test('nonsense from the stream is passed over', () => {
  const { opened, told } = hub();
  opened[0].say('change', { kind: 5 }, 3);
  assert.deepEqual(told, []);
});

test('who joins later is told how things stand, and the last to leave ends the stream', () => {
  const { open, opened } = sources();
  const ports = createPorts((send) => createHub(send, { open, clock: handClock() }));
  const port = () => { const got = []; return { got, postMessage: (word) => got.push(word) }; };
  const [first, second] = [port(), port()];
  ports.join(first);
  opened[0].say('hello', { versions: { events: 3 } }, 10);
  opened[0].say('change', { kind: 'events', version: 4, cells: null }, 11);
  ports.join(second);
  assert.equal(opened.length, 1);
  assert.deepEqual(second.got, [{ type: 'versions', versions: { events: 4 } }]);
  first.onmessage({ data: 'bye' });
  assert.equal(opened[0].closed, false);
  second.onmessage({ data: 'asleep' });
  assert.equal(opened[0].closed, true);
  second.onmessage({ data: 'awake' });
  assert.equal(opened[1].address, '/live/?last=11');
  second.onmessage({ data: 'bye' });
  assert.equal(opened[1].closed, true);
});

/** A window that has nothing but a document and events. */
function bareWindow() {
  const listeners = {};
  const listenTo = (name, listener) => { listeners[name] = listener; };
  return { listeners, addEventListener: listenTo, document: { hidden: false, querySelector: () => null, addEventListener: listenTo } };
}

function connected(layers = { events: { kinds: ['events'], version: '3' } }) {
  let hear = null;
  const left = [];
  const page = bareWindow();
  const clock = handClock();
  const open = (heard) => { hear = heard; return { tell: () => {}, leave: () => left.push(true) }; };
  const live = connectLive({ layers }, { open, page, clock });
  return { live, clock, page, left, say: (word) => hear(word) };
}

test('changes that come together are told together', async () => {
  const { live, say } = connected();
  const heard = [];
  live.listen((kinds) => heard.push([...kinds]));
  say({ type: 'change', kind: 'events', version: 4, cells: [[1, 1]] });
  say({ type: 'change', kind: 'alarms', version: 1, cells: [[1, 1]] });
  say({ type: 'change', kind: 'events', version: 4, cells: [[1, 1]] });
  await Promise.resolve();
  assert.deepEqual(heard, [['events', 'alarms']]);
});

test('a page that knew less than the stream does learns which kinds changed', async () => {
  const { live, say, clock } = connected();
  const heard = [];
  const stop = live.listen((kinds) => heard.push(...kinds));
  say({ type: 'versions', versions: { events: 3, roads: 0 } });
  await Promise.resolve();
  assert.deepEqual(heard, []);
  say({ type: 'versions', versions: { events: 5 } });
  await Promise.resolve();
  assert.deepEqual(heard, ['events']);
  stop();
  live.learn({ events: '9' });
  await clock.move(1999);
  assert.equal(live.versions.of(['events'], 14, 1, 1), '5', 'the stream may still tell where');
  await clock.move(1);
  assert.deepEqual(heard, ['events']);
  assert.equal(live.versions.of(['events'], 14, 1, 1), '9');
});

test('silence is counted from the last word, whatever it was', async () => {
  const { live, say, clock } = connected();
  assert.equal(live.status().heard, false);
  say({ type: 'beat' });
  await clock.move(5000);
  assert.deepEqual(live.status(), { heard: true, up: true, silentMs: 5000 });
  say({ type: 'lost' });
  await clock.move(1000);
  assert.deepEqual(live.status(), { heard: true, up: false, silentMs: 6000 });
});

test('a page that goes leaves, and joins again when the browser shows it again', () => {
  const { page, left } = connected();
  page.listeners.pagehide();
  page.listeners.pagehide();
  assert.equal(left.length, 1);
  page.listeners.pageshow();
  page.listeners.pagehide();
  assert.equal(left.length, 2);
});

test('paced work never runs twice at once, keeps its distance and is done once more at the end', async () => {
  const clock = handClock();
  const runs = [];
  let finish = null;
  const ask = paced(() => { runs.push(clock.now()); return new Promise((resolve) => { finish = resolve; }); }, 1000, clock);
  ask();
  ask();
  await clock.move(0);
  assert.deepEqual(runs, [0]);
  ask();
  ask();
  await clock.move(3000);
  assert.deepEqual(runs, [0], 'still busy');
  finish();
  await clock.move(0);
  await clock.move(10);
  assert.equal(runs.length, 2);
  finish();
  await clock.move(10);
  ask();
  await clock.move(500);
  assert.equal(runs.length, 2, 'too early');
  await clock.move(1000);
  assert.equal(runs.length, 3);
  finish();
  await clock.move(5000);
  assert.equal(runs.length, 3);
});
