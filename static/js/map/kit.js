/** What a layer's declaration draws with: the theme, the language and the colours of its own legend. */
import { FONT, THEMES } from './theme.js';

/** The kit of a layer; description is its TileJSON, settings are {theme, lang, scale, breaks}. */
export function kitFor(description, { theme = 'light', lang = 'zh', scale = 1, breaks = [] }) {
  const items = description.legend.items;
  const colours = Object.fromEntries(items.map((item) => [item.key, item.swatch[theme]]));
  const first = items[0].swatch[theme];
  const swatch = (key) => colours[key] ?? first;
  const colourOf = (attribute) => (feature) => swatch(feature.props[attribute]);
  return { theme: THEMES[theme], lang, scale, breaks, items, font: FONT, swatch, colourOf };
}
