/** What the colours on the map mean: unit, classes, and what they were fixed by. */
import { element, replace, svg } from '../../lib/dom.js';
import { bound } from '../../lib/format.js';
import { CHANGE_CLASSES } from '../../lib/heat_change.js';
import { HEAT_OPACITY } from '../../map/heat_surface.js';
import { legendMark } from '../../map/tools/swatch.js';
import { ARROW_PATH } from '../../map/warning_symbols.js';
import { swatchOf } from './looks.js';

/** The lines of a legend: {title, notes: [text], items: [{look, opacity, text}]}; null where nothing is drawn. */
export function heatLegend({ title, unit, breaks, looks, max, notes, hatch, opacity = HEAT_OPACITY }, t) {
  const items = breaks.map((low, band) => {
    const high = breaks[band + 1];
    return { look: looks[String(band)], opacity, text: high === undefined ? `≥ ${bound(low)}` : `${bound(low)} – ${bound(high)}`, extra: high === undefined && max > 0 ? t('max', { n: bound(max) }) : '' };
  }).reverse();
  if (hatch) items.push({ look: looks.too_few, opacity, text: hatch });
  return { title, unit, items, notes: [...(breaks.length > 0 ? [t('below', { n: bound(breaks[0]) })] : []), ...notes] };
}

/** The legend of changes. */
export function changeLegend(looks, t, notes) {
  return { title: t('change'), unit: '', notes, items: CHANGE_CLASSES.map((key) => ({ look: looks[key], opacity: HEAT_OPACITY, text: t(`change_${key}`) })) };
}

/** The legend of a layer of the server, by its own marks. */
export function layerLegend(layer, { theme, lang, looks, notes }) {
  const title = lang === 'en' ? layer.legend.title_en : layer.legend.title;
  const unit = lang === 'en' ? layer.legend.unit_en : layer.legend.unit;
  const items = layer.legend.items.map((item) => (item.key in looks ? { look: looks[item.key], opacity: 1, text: lang === 'en' ? item.title_en : item.title } : { mark: legendMark(layer.name, layer.geometry, item, theme), colour: item.swatch[theme], sign: lang === 'en' ? item.swatch.letter_en : item.swatch.letter, text: lang === 'en' ? item.title_en : item.title }));
  return { title, unit, items, notes };
}

/** The line of a legend that explains the marks of warnings. */
export function warningItem(layer, { theme, lang }) {
  const [{ swatch }] = layer.legend.items;
  const colour = swatch[theme];
  const mark = svg('svg', { viewBox: '0 0 26 26', class: 'legend-mark', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: ARROW_PATH, transform: 'translate(13 14)', fill: colour }));
  return { mark, colour, path: ARROW_PATH, text: lang === 'en' ? layer.title_en : layer.title };
}

/** Writes a legend into a node. */
export function showLegend(node, legend) {
  node.hidden = !legend;
  if (!legend) return;
  const line = ({ look, mark, opacity, text, extra }) => element('li', {}, mark ?? swatchOf(look, opacity), element('span', {}, text), extra ? element('span', { class: 'heat-extra' }, extra) : null);
  replace(node, element('h2', {}, legend.title), legend.unit ? element('p', { class: 'heat-unit' }, legend.unit) : null,
    element('ul', {}, legend.items.map(line)), ...legend.notes.filter(Boolean).map((note) => element('p', { class: 'muted' }, note)));
}
