/** The way down to the current area, each step a way back up. */
import { element, replace } from '../../lib/dom.js';

/** Fills the trail; it says that the map can be clicked while there is a level below. */
export function drawTrail(node, { figures, nameOf, t, enter }) {
  const steps = (figures.area?.trail ?? []).map((step) => ({ code: step.code, title: nameOf(step) }));
  if (!figures.top) steps.unshift({ code: '', title: t('everything') });
  const parts = steps.flatMap((step, index) => {
    const last = index === steps.length - 1;
    const button = element('button', { type: 'button', 'data-keep': `step ${step.code}`, 'aria-current': last ? 'location' : null }, step.title);
    button.addEventListener('click', () => enter(step.code));
    return index === 0 ? [button] : [element('span', { 'aria-hidden': 'true' }, '▸'), button];
  });
  if (figures.by_area.length > 0) {
    const level = t(`level_${figures.by_area[0].level}`).toLowerCase();
    parts.push(element('span', {}, `▸ ${t('drill', { level })}`));
  }
  node.hidden = parts.length < 2;
  replace(node, ...parts);
}
