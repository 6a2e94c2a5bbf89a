/** The layer switch: groups, each layer with its legend, opacity, filters and from which zoom it shows. */
import { element, replace } from '../../lib/dom.js';
import { bound } from '../../lib/format.js';
import { linesAt } from '../heat_surface.js';
import { THEMES } from '../theme.js';
import { filterForm } from './filter_form.js';
import { isDrawable } from './layer_stack.js';
import { countMark, legendMark } from './swatch.js';
import { isCounted, visibleFrom } from './zoom_hint.js';

const HATCHED = { key: 'too_few', swatch: { pattern: 'diagonal', light: THEMES.light.muted, dark: THEMES.dark.muted } };

/**
 * Fills a panel. given: {setup, data, stack, lang, theme, t, onChange(), onZoom(zoom), onReset(), onClose()}; returns {zoomed(zoom), heat(figures), redraw()}.
 */
export function createLayerPanel(node, { setup, data, stack, lang, theme, t, onChange, onZoom, onReset, onClose }) {
  const title = (one) => (lang === 'en' ? one.title_en : one.title);
  const rows = new Map();
  let zoomNow = 0;

  function rowOf(name) {
    const description = setup.layers[name];
    const input = element('input', { type: 'checkbox', id: `show-${name}` });
    const hint = element('button', { type: 'button', class: 'zoom-hint', hidden: true }, t(isCounted(description) ? 'zoomHintSingle' : 'zoomHint', { n: visibleFrom(description) }));
    const mark = element('span', { class: 'filtered', hidden: true }, t('filtered'));
    const body = element('div', { class: 'layer-body', hidden: true });
    const settings = element('button', { type: 'button', class: 'layer-settings', 'aria-expanded': 'false', hidden: true }, element('span', { 'aria-hidden': 'true' }, '⋯'), element('span', { class: 'visually-hidden' }, t('settingsOf', { layer: title(description) })));
    const { items } = description.legend;
    const lone = items.length === 1 ? legendMark(name, '', items[0], theme) : null;
    const head = element('div', { class: 'layer-head' }, element('label', { for: `show-${name}` }, input, lone, element('span', {}, title(description))), mark, hint, settings);
    const row = { name, description, input, hint, mark, body, settings, open: false, legend: element('div', { class: 'legend' }) };
    settings.addEventListener('click', () => {
      row.open = !row.open;
      refresh(row);
    });
    input.addEventListener('change', () => {
      stack.show(name, input.checked);
      refresh(row);
      onChange();
    });
    hint.addEventListener('click', () => onZoom(visibleFrom(description)));
    fillBody(row);
    rows.set(name, row);
    return element('li', { class: 'layer' }, head, body);
  }

  function fillBody(row) {
    const { name, description, body } = row;
    const range = element('input', { type: 'range', id: `opacity-${name}`, min: 10, max: 100, step: 5, value: Math.round(stack.opacity(name) * 100), 'aria-label': t('opacityOf', { layer: title(description) }) });
    range.addEventListener('input', () => stack.fade(name, range.value / 100));
    range.addEventListener('change', onChange);
    fillLegend(row);
    row.controls = element('div', { class: 'layer-controls', role: 'group', 'aria-label': t('settingsOf', { layer: title(description) }) },
      element('label', { class: 'opacity', for: `opacity-${name}` }, t('opacity'), range), description.filters.length > 0 ? filtersOf(row) : null);
    replace(body, row.legend, row.controls);
  }

  function filtersOf(row) {
    return filterForm({
      description: row.description, values: stack.query(row.name), data, lang, t,
      onChange: (values, { anew = false } = {}) => {
        stack.filter(row.name, values);
        if (anew) fillBody(row);
        refresh(row);
        onChange();
      },
    });
  }

  function fillLegend(row, figures = row.figures) {
    row.figures = figures;
    replace(row.legend, ...legendParts(row, figures));
  }

  function legendParts({ name, description }, figures) {
    const { legend } = description;
    if (legend.items.length === 1) return [];
    const unit = lang === 'en' ? legend.unit_en : legend.unit;
    const items = name === 'events_heat' ? heatItems(legend.items, figures, t) : legend.items.map((item) => [item, title(item)]);
    return [
      unit ? element('p', { class: 'muted' }, t('unit', { unit }), figures ? ` · ${t('bandwidth', { n: figures.bandwidth_m })}` : '') : null,
      element('ul', { class: 'legend-list' }, items.map(([item, text]) => element('li', {}, legendMark(name, '', item, theme), text)), isCounted(description) ? element('li', {}, countMark(), t('countLegend')) : null),
      name === 'events_heat' && figures && linesAt(figures, t) ? element('p', { class: 'muted' }, linesAt(figures, t)) : null,
    ];
  }

  function refresh(row) {
    const on = stack.isShown(row.name);
    row.input.checked = on;
    row.body.hidden = !on;
    row.settings.hidden = !on;
    row.controls.hidden = !row.open;
    row.settings.setAttribute('aria-expanded', String(row.open));
    row.hint.hidden = !on || zoomNow >= visibleFrom(row.description) - 0.5;
    row.mark.hidden = Object.keys(stack.query(row.name)).length === 0;
  }

  function groundPart() {
    const bases = [['own', t('baseOwn')], ...data.basemaps.map((one) => [one.name, title(one)]), ['none', t('baseNone')]];
    const radios = bases.map(([name, text]) => {
      const input = element('input', { type: 'radio', name: 'base', value: name });
      input.checked = stack.base() === name;
      input.addEventListener('change', () => {
        stack.ground(name);
        onChange();
      });
      return element('label', { class: 'base-choice' }, input, text);
    });
    const explained = ['landcover', 'water', 'buildings', 'roads'].filter((name) => setup.layers[name]);
    return element('fieldset', { class: 'layer-group' }, element('legend', {}, t('base')), radios,
      element('details', {}, element('summary', {}, t('baseLegend')), explained.map((name) => [
        element('h3', {}, title(setup.layers[name])),
        element('ul', { class: 'legend-list legend-short' }, setup.layers[name].legend.items.map((item) => element('li', {}, legendMark(name, '', item, theme), title(item)))),
      ])));
  }

  function fill() {
    rows.clear();
    const groups = data.groups.map((group) => ({ ...group, layers: group.layers.filter((name) => setup.layers[name] && isDrawable(name)) })).filter(({ layers }) => layers.length > 0);
    const reset = element('button', { type: 'button', class: 'button' }, t('reset'));
    reset.addEventListener('click', () => {
      onReset();
      fill();
    });
    const close = element('button', { type: 'button', class: 'side-close layers-close' }, element('span', { 'aria-hidden': 'true' }, '×'), element('span', { class: 'visually-hidden' }, t('close')));
    close.addEventListener('click', onClose);
    replace(node, element('div', { class: 'layers-head' }, element('h2', {}, t('layers')), close), groups.length === 0 ? element('p', {}, t('noLayers')) : null,
      ...groups.map((group) => element('section', { class: 'layer-group', 'aria-label': title(group) },
        element('h3', {}, title(group)), element('ul', {}, group.layers.map(rowOf)))), groundPart(), reset);
    for (const row of rows.values()) refresh(row);
  }

  fill();
  return {
    zoomed(zoom) {
      zoomNow = zoom;
      for (const row of rows.values()) refresh(row);
    },
    heat(figures) {
      const row = rows.get('events_heat');
      if (row && figures) fillLegend(row, figures);
    },
    redraw: fill,
  };
}

/** The classes of the heat with their bounds once these are known, the highest first, then what too few events make. */
export function heatItems(items, figures, t) {
  const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
  const plain = items.map((item) => [item, lang === 'en' ? item.title_en : item.title]);
  if (!figures) return plain.reverse();
  const hatched = figures.few ? [[HATCHED, t('fewEvents', { n: figures.few })]] : [];
  const { breaks } = figures;
  const classes = plain.map(([item], band) => {
    const low = bound(breaks[band]);
    const next = breaks[band + 1];
    return [item, next === undefined ? t('heatTop', { low }) : t('heatBand', { low, high: bound(next) })];
  });
  return [...classes.reverse(), ...hatched];
}
