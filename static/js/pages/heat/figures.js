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
  const underway = new Map();
  const turns = new Map();

  function tell(name, by) {
    open.set(name, (open.get(name) ?? 0) + by);
    onBusy([...open.values()].some((count) => count > 0));
  }

  /** The newest question of a name wins; two names that ask the same at once are asked for once. */
  async function ask(name, query, address = `/api/heat/${name}.json`) {
    const whole = tileAddress(address, query, 0, 0, 0);
    const own = (turns.get(name) ?? 0) + 1;
    turns.set(name, own);
    if (!askers.has(name)) askers.set(name, createAsker(lang));
    const there = kept.get(whole) ?? underway.get(whole);
    if (there) askers.get(name).stop();
    const shared = there && await there;
    if (turns.get(name) !== own) return undefined;
    return shared ?? read(name, whole);
  }

  async function read(name, whole) {
    const asking = askers.get(name)(whole);
    underway.set(whole, asking);
    tell(name, 1);
    const answer = await asking;
    tell(name, -1);
    if (underway.get(whole) === asking) underway.delete(whole);
    if (answer?.body) {
      kept.set(whole, answer);
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
    }
    return answer;
  }

  return { ask, forget: () => kept.clear(), stop: (name) => askers.get(name)?.stop() };
}
