/** The name of what lies below the pointer, beside it; a pointer that cannot hover chooses by a tap instead. Global: L. */
import { featureName } from './feature_words.js';
import { featuresAt } from './pick.js';

const QUIET_MS = 60;

/** Starts telling names on a map; isBusy() silences it while something is drawn. */
export function followPointer(map, stack, words, isBusy) {
  if (!window.matchMedia('(hover: hover)').matches) return;
  const tip = L.tooltip({ direction: 'right', offset: [14, 0], className: 'atlas-tip', opacity: 1 });
  let waiting = null;
  const { setup, lang, t } = words;
  const nameOf = ({ layer, properties, count }) => {
    const { title, title_en: titleEn } = setup.layers[layer];
    return count ? t('countHere', { layer: lang === 'en' ? titleEn : title, n: count }) : featureName(layer, properties, words);
  };
  const hide = () => {
    clearTimeout(waiting);
    tip.remove();
  };
  map.on('mousemove', ({ latlng }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const [first] = isBusy() ? [] : featuresAt(stack, latlng, 8);
      map.getContainer().classList.toggle('over-feature', Boolean(first));
      if (!first) return void tip.remove();
      tip.setLatLng(latlng).setContent(document.createTextNode(nameOf(first))).addTo(map);
    }, QUIET_MS);
  });
  map.on('mouseout dragstart zoomstart', hide);
}
