/** What a change would do, asked of the server once for each question. */
import { isChanged } from '../../lib/coverage_state.js';

const MOST_KEPT = 20;

/** A function state → promise of {body} or {fault}, null without a change; the body tells homes, whole and areas. */
export function createChanges({ server, through }) {
  const kept = new Map();
  return function changes({ kind, close, open, area, level }) {
    if (!isChanged({ close, open })) return Promise.resolve(null);
    const fields = { category: kind, level, homes: '1', ...(close && { close }), ...(open && { open }), ...(area && { area }) };
    const key = JSON.stringify(fields);
    if (!kept.has(key)) {
      const asked = through(() => server.send('POST', '/api/coverage/change', fields));
      kept.set(key, asked);
      void asked.then((answer) => { if (!answer.body) kept.delete(key); });
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    }
    return kept.get(key);
  };
}
