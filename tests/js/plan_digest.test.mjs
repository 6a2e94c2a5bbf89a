import assert from 'node:assert/strict';
import { test } from 'node:test';

import { differenceCsv, digestGroups, endMatches } from '../../static/js/lib/plan_digest.js';

const digest = 'f57c4dbe'.repeat(8);

test('a digest is read in groups of eight and signed by its last six', () => {
  assert.equal(digestGroups(digest).length, 8);
  assert.ok(endMatches(digest, ' 7C4DBE '));
  assert.ok(!endMatches(digest, '7C4DB'));
  assert.ok(!endMatches('', ''));
});

test('a table is quoted and nothing in it is calculated', () => {
  assert.equal(differenceCsv(['社区', 'n'], [['=1+1', -5], ['a,"b"', 2]]), '\ufeff社区,n\r\n\'=1+1,-5\r\n"a,""b""",2\r\n');
});
