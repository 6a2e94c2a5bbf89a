/** Which level of areas a table lists. */
import { LEVELS } from '../../lib/heat_state.js';
import { segments } from './segments.js';

/** {node, update(level)}. */
export function levelChoice({ store, t }) {
  return segments(LEVELS, { label: t('level'), title: (level) => t(`level_${level}`), onChoose: (level) => store.set({ level }) });
}
