/** Hot spots: a tint and a pattern for the class, a rim for whether they hold in other cells, a word for each finding. */
import { patternTile } from './grid_type_symbols.js';
import { rule } from './symbols.js';

const TINT = 0.42;
const WORD_PX = 14;
const TOO_FEW = 'too_few';
// Far out a word would cover what it is about.
const WORDS_FROM = 12;

/** One tint, one pattern and one rim per class; cells with too few events are hatched without a tint. */
export function hotspotCells(kit) {
  return kit.items.flatMap((item) => {
    const colour = kit.swatch(item.key);
    const ofClass = (z, f) => f.props.trend === item.key;
    const pattern = item.swatch.pattern ? new protomapsL.PolygonSymbolizer({
      pattern: patternTile(item.swatch.pattern, colour, item.key === TOO_FEW ? 0.4 : 0.9), opacity: 1,
    }) : null;
    if (item.key === TOO_FEW) return [rule('hotspots', pattern, ofClass)];
    const tint = new protomapsL.PolygonSymbolizer({ fill: colour, opacity: TINT });
    const drawn = [tint, pattern].filter(Boolean).map((symbolizer) => rule('hotspots', symbolizer, ofClass));
    return [...drawn, ...rims(kit, colour, ofClass)];
  });
}

function rims(kit, colour, ofClass) {
  const line = (options) => new protomapsL.LineSymbolizer({ color: colour, opacity: 1, ...options });
  return [
    rule('hotspots', line({ width: 2 * kit.weight }), (z, f) => ofClass(z, f) && f.props.robust === true),
    rule('hotspots', line({ width: 1.2 * kit.weight, dash: [4, 4] }), (z, f) => ofClass(z, f) && f.props.robust === false),
  ];
}

/** The word of each finding at the cell that stands out most. */
export function hotspotWords(kit) {
  return kit.items.filter(({ key }) => key !== TOO_FEW).map((item) => {
    const word = kit.lang === 'en' ? item.title_en : item.title;
    const text = new protomapsL.CenteredTextSymbolizer({
      labelProps: ['word'], fontFamily: kit.font, fontSize: kit.px(WORD_PX), fontWeight: 700,
      fill: kit.theme.text, stroke: kit.theme.halo, width: 3 * kit.scale,
    });
    const symbolizer = { place: (layout, geom, f) => text.place(layout, geom, { ...f, props: { ...f.props, word } }) };
    return { ...rule('hotspots_labels', symbolizer, (z, f) => f.props.trend === item.key), minzoom: WORDS_FROM + kit.shift };
  });
}
