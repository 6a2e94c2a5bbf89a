/** What a layer's declaration draws with: the theme, the language and the colours of its own legend. */
import { FONT, THEMES } from './theme.js';

/**
 * The kit of a layer; description is its TileJSON, settings are {theme, lang, scale, breaks, policy}. stretch() gives
 * tile pixels per screen pixel: between whole zooms tiles are drawn larger or smaller, lettering must not be.
 */
export function kitFor(description, { theme = 'light', lang = 'zh', scale = 1, breaks = [], policy }, stretch = () => 1) {
  const items = description.legend.items;
  const colours = Object.fromEntries(items.map((item) => [item.key, item.swatch[theme]]));
  const first = items[0].swatch[theme];
  const swatch = (key) => colours[key] ?? first;
  const colourOf = (attribute) => (feature) => swatch(feature.props[attribute]);
  // On a screen of twice the pixels a zoom shows what the zoom before shows on an ordinary one, in lines twice as wide.
  const shift = Math.max(0, Math.round(Math.log2(scale)));
  const px = (size) => () => size * scale * stretch();
  return { theme: THEMES[theme], lang, scale, breaks, policy, items, font: FONT, swatch, colourOf, px, stretch, shift, weight: 2 ** shift };
}
