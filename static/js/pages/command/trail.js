/** The way down to the current area, each step a way back up. */
import { element, replace } from '../../lib/dom.js';

/** Fills the trail; at the top it says that the map can be clicked. */
export function drawTrail(node, { area, nameOf, t, enter }) {
  const steps = area?.trail ?? [];
  node.hidden = steps.length === 0;
  const parts = steps.flatMap((step, index) => {
    const last = index === steps.length - 1;
    const button = element('button', { type: 'button', 'aria-current': last ? 'location' : null }, nameOf(step));
    button.addEventListener('click', () => enter(step.code));
    return index === 0 ? [button] : [element('span', { 'aria-hidden': 'true' }, '▸'), button];
  });
  if (area && area.level !== 'grid') parts.push(element('span', {}, `▸ ${t('drill')}`));
  replace(node, ...parts);
}
