/** The legend of what the map shows: heat with unit and bandwidth, grid types, late events. */
import { element, replace, svg } from '../../lib/dom.js';
import { bound, whole } from '../../lib/format.js';
import { HEAT_OPACITY, linesAt, tooFewLook } from '../../map/heat_surface.js';
import { alarmMark } from './alarm_panel.js';
import { mostlyLate } from './late_panels.js';
import { lateMark, typeSwatch } from './marks.js';
import { heardWarnings, warningMark } from './warning_panel.js';

/** Fills the legend box for the visible layers; heat: the figures of the surface. */
export function drawLegend(node, { setup, heat, layers, figures, alarms, warnings, t, lang }) {
  const parts = [
    layers.includes('heat') && heat && setup.bounds ? heatLegend(setup.layers.events_heat.legend, heat, t, lang) : null,
    layers.includes('types') && setup.layers.grid_types ? typeLegend(setup.layers.grid_types.legend, lang) : null,
    layers.includes('late') && figures.today ? lateLegend(figures, t) : null,
    symbolLegend({ setup, layers, figures, alarms, warnings, t, lang }),
  ].filter(Boolean);
  node.hidden = parts.length === 0;
  replace(node, ...parts);
}

function heatLegend(legend, heat, t, lang) {
  const unit = [lang === 'en' ? heat.unit_en : heat.unit, t('bandwidth', { n: whole(heat.bandwidth_m) })];
  const head = [element('h2', {}, t('density')), ...(lang === 'en' ? unit : [unit.join('，')]).map((text) => element('p', {}, text))];
  if (heat.count === 0) return element('div', {}, head, element('p', {}, t('noReports')));
  const classes = heat.breaks.map((low, band) => {
    const high = heat.breaks[band + 1];
    const swatch = svg('svg', { class: 'swatch', viewBox: '0 0 3 2', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { width: 3, height: 2, fill: legend.items[band].swatch.dark, opacity: HEAT_OPACITY }));
    const most = high === undefined ? element('span', { class: 'most' }, t('max', { n: bound(heat.max) })) : null;
    return element('li', {}, swatch, high === undefined ? `≥ ${bound(low)}` : `${bound(low)} – ${bound(high)}`, most);
  }).reverse();
  if (heat.few) classes.push(element('li', {}, hatchSwatch(), t('fewEvents', { n: heat.few })));
  return element('div', {}, head, element('ul', {}, classes), [linesAt(heat, t), t('below', { n: bound(heat.breaks[0]) })].filter(Boolean).map((text) => element('p', {}, text)));
}

function hatchSwatch() {
  const { colour } = tooFewLook('dark');
  return svg('svg', { class: 'swatch', viewBox: '0 0 30 20', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('path', { d: 'M0 20 20 0M-10 20 10 0M10 20 30 0M20 20 40 0', stroke: colour, 'stroke-width': 2 }));
}

function typeLegend(legend, lang) {
  return element('div', {}, element('h2', {}, lang === 'en' ? legend.title_en : legend.title),
    element('ul', {}, legend.items.map((item) => element('li', {}, typeSwatch(item, 'dark', lang), lang === 'en' ? item.title_en : item.title))));
}

function lateLegend(figures, t) {
  const { lateness, marks } = figures;
  const calm = mostlyLate(figures);
  if (!marks || calm) return element('ul', {}, element('li', {}, lateMark('red', true), t('overdueByArea')));
  return element('ul', {}, ['red', 'yellow', 'blue'].filter((level) => lateness[level] > 0).map((level) => element('li', {},
    lateMark(level), t(`warning_${level}`), element('strong', { class: 'most' }, whole(lateness[level])))));
}

function symbolLegend({ setup, layers, figures, alarms, warnings, t, lang }) {
  const title = ({ legend }) => (lang === 'en' ? legend.title_en : legend.title);
  const lines = [...alarmLines(setup.layers.alarms?.legend, alarms, t, lang), ...warningLines(setup.layers.warnings?.legend, warnings, t, lang)];
  if (layers.includes('events') && setup.layers.events) {
    lines.push(...['red', 'yellow', 'blue', 'due_soon', 'on_time', 'closed'].map((level) => [lateMark(level), t(level)]));
  }
  if (layers.includes('points') && setup.layers.service_points) lines.push([squareMark(setup.layers.service_points.legend), title(setup.layers.service_points)]);
  if (figures.area && (figures.area.trail.length > 1 || !figures.top)) lines.push([selectedMark(), t('selected')]);
  return lines.length > 0 ? element('ul', {}, lines.map((line) => element('li', {}, line))) : null;
}

function alarmLines(legend, { raised, noticed }, t, lang) {
  const [kind] = legend ? legend.items.map((item) => item.key) : [];
  return [[raised, 'raised', 'newAlarm'], [noticed, 'acknowledged', 'noticedAlarm']].filter(([count]) => legend && count > 0)
    .map(([, state, title]) => [alarmMark(legend, { kind, state }, lang), t(title)]);
}

function warningLines(legend, warnings, t, lang) {
  const heard = heardWarnings(warnings);
  return [['new', 'newWarning'], ['acknowledged', 'noticedWarning']].filter(([state]) => legend && heard.some((row) => row.state === state))
    .map(([state, title]) => [warningMark(legend, { state }, lang), t(title)]);
}

function squareMark(legend) {
  return svg('svg', { viewBox: '0 0 24 24', class: 'mark', 'aria-hidden': 'true' },
    svg('rect', { x: 6, y: 6, width: 12, height: 12, fill: legend.items[0].swatch.dark }));
}

function selectedMark() {
  return svg('svg', { viewBox: '0 0 24 24', class: 'mark', 'aria-hidden': 'true' },
    svg('rect', { x: 2, y: 5, width: 20, height: 14, rx: 2, fill: 'none', stroke: 'var(--accent)', 'stroke-width': 3 }));
}
