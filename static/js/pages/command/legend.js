/** The legend of what the map shows: heat with unit and bandwidth, or grid types. */
import { element, replace, svg } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { typeSwatch } from './marks.js';

/** Fills the legend box for the visible layers; heat is the `heat` member of the surface. */
export function drawLegend(node, { setup, heat, layers, t, lang }) {
  const parts = [];
  if (layers.includes('heat') && heat && setup.layers.events_heat) parts.push(heatLegend(setup.layers.events_heat.legend, heat, t, lang));
  if (layers.includes('types') && setup.layers.grid_types) parts.push(typeLegend(setup.layers.grid_types.legend, lang));
  node.hidden = parts.length === 0;
  replace(node, ...parts);
}

function heatLegend(legend, heat, t, lang) {
  const classes = heat.breaks.map((low, band) => {
    const high = heat.breaks[band + 1];
    const label = high === undefined ? `≥ ${whole(low)}　${t('max', { n: whole(heat.max) })}` : `${whole(low)} – ${whole(high)}`;
    const swatch = svg('svg', { class: 'swatch', viewBox: '0 0 3 2', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { width: 3, height: 2, fill: legend.items[band].swatch.dark, opacity: 0.78 }));
    return element('li', {}, swatch, label);
  }).reverse();
  return element('div', {}, element('h2', {}, t('density')),
    element('p', {}, `${lang === 'en' ? heat.unit_en : heat.unit}，${t('bandwidth', { n: whole(heat.bandwidth_m) })}`),
    element('ul', {}, classes), element('p', {}, t('below', { n: whole(heat.breaks[0]) })));
}

function typeLegend(legend, lang) {
  return element('div', {}, element('h2', {}, lang === 'en' ? legend.title_en : legend.title),
    element('ul', {}, legend.items.map((item) => element('li', {}, typeSwatch(item, 'dark', lang), lang === 'en' ? item.title_en : item.title))));
}
