/** Figures of the server by name, the newest question wins, each answer kept for a moment. */
import { tileAddress } from '../../lib/projection.js';
import { createAsker } from '../../map/tools/asking.js';

const MOST_KEPT = 40;

/**
 * {ask(name, query) → {body} | {fault} | undefined when asked anew meanwhile, forget(), stop(name)}.
 * onBusy(whether anything is on its way).
 */
export function createFigures({ lang, onBusy }) {
  const askers = new Map();
  const kept = new Map();
  const open = new Map();

  function tell(name, by) {
    open.set(name, (open.get(name) ?? 0) + by);
    onBusy([...open.values()].some((count) => count > 0));
  }

  async function ask(name, query, address = `/api/heat/${name}.json`) {
    const whole = tileAddress(address, query, 0, 0, 0);
    if (!askers.has(name)) askers.set(name, createAsker(lang));
    const asker = askers.get(name);
    if (kept.has(whole)) {
      asker.stop();
      return kept.get(whole);
    }
    tell(name, 1);
    const answer = await asker(whole);
    tell(name, -1);
    if (answer?.body) {
      kept.set(whole, answer);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    }
    return answer;
  }

  return { ask, forget: () => kept.clear(), stop: (name) => askers.get(name)?.stop() };
}
