/** What is inside a drawn polygon or circle, or an area: counts and lists by layer, as the viewer may see. Global: L. */
import { element, replace } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { createAsker } from './asking.js';
import { featureName, momentText, valueWord } from './feature_words.js';
import { shapeParameter } from './map_state.js';
import { areaWords, lengthWords } from './measure_text.js';
import { shapeLayer } from './shape_layer.js';
import { circleOf, createSketch } from './sketch.js';
import { sketchButtons } from './sketch_panel.js';

const MOST_GROUPS = 8;

/**
 * given: {map, stack, panel, theme, words, say(text), onShape(shape or null), onChoose(pick, back)}; shape: what to count at
 * once, null to draw. A tool: {sketch(), end()}.
 */
export function startInside({ map, stack, panel, theme, words, say, onShape, onChoose }, shape = null) {
  const { setup, lang, t } = words;
  const ask = createAsker(lang);
  const result = element('div', { class: 'inside-result', 'aria-live': 'polite' });
  let kind = 'ring';
  let sketch = null;
  let drawn = null;
  let ended = false;

  function begin() {
    forget();
    onShape(null);
    sketch = createSketch(map, { kind, theme, onChange: () => buttons.update(sketch), onFinish: finished });
    buttons.update(sketch);
    panel.show(t('inside'), choice(), ...buttons.nodes, element('p', { class: 'muted' }, t('insideRule')), buttons.foot);
  }

  const buttons = sketchButtons(t, {
    start: t('startInside'), finishText: t('count'),
    onAdd: () => sketch.addCentre(), onUndo: () => sketch.undo(), onClear: begin, onFinish: () => sketch.finish(),
  });

  function choice() {
    return element('fieldset', { class: 'kind-choice' }, element('legend', { class: 'visually-hidden' }, t('inside')),
      [['ring', t('polygon')], ['circle', t('circle')]].map(([value, text]) => {
        const input = element('input', { type: 'radio', name: 'shape-kind', value });
        input.checked = value === kind;
        input.addEventListener('change', () => {
          kind = value;
          begin();
        });
        return element('label', { class: 'base-choice' }, input, text);
      }));
  }

  function finished(vertices) {
    const made = kind === 'ring' ? { kind, vertices } : { kind, ...circleOf(vertices, map) };
    onShape(made);
    void count(made);
  }

  function forget() {
    ask.stop();
    sketch?.remove();
    drawn?.remove();
    sketch = null;
    drawn = null;
  }

  async function draw(made) {
    const layer = await shapeLayer(made, theme);
    if (ended || !layer) return;
    drawn?.remove();
    drawn = layer.addTo(map);
  }

  function address(made, layer) {
    const [name, value] = shapeParameter(made);
    const filters = new URLSearchParams(stack.query('events'));
    const rest = [...filters].map(([key, text]) => `&${key}=${encodeURIComponent(text)}`).join('');
    return layer ? `/api/inside.csv?${name}=${value}&layer=${layer}${rest}` : `/api/inside/?${name}=${value}${rest}`;
  }

  async function count(made) {
    sketch?.remove();
    void draw(made);
    show([element('p', { class: 'muted' }, t('counting'))]);
    const found = await ask(address(made));
    if (!found || ended) return;
    if (!found.body) {
      const again = element('button', { type: 'button', class: 'button' }, t('retry'));
      again.addEventListener('click', () => count(made));
      show([element('p', { class: 'form-error', role: 'alert' }, found.fault ?? t('failed')), again, clearButton()]);
      return;
    }
    tell(made, found.body);
  }

  function show(content, title = t('inside')) {
    panel.show(title, ...content);
  }

  function clearButton() {
    const node = element('button', { type: 'button', class: 'button' }, t('clear'));
    node.addEventListener('click', begin);
    return node;
  }

  function tell(made, body) {
    const { shape: measured, layers } = body;
    const own = lang === 'en' ? measured.name_en || measured.name : measured.name;
    const title = own ? t('insideOf', { name: own }) : t('inside');
    const total = layers.filter(({ count: n }) => n > 0);
    replace(result,
      element('p', {}, made.kind === 'circle' ? `${t('drawnCircle', { r: lengthWords(made.radius_m) })} · ` : '', `${t('surfaceIs')} `, element('b', {}, areaWords(measured.area_m2, lang)), ` · ${t('perimeter')} ${lengthWords(measured.perimeter_m)}`),
      total.length === 0 ? element('p', {}, t('nothingInside')) : null,
      ...total.map((one) => layerPart(made, one, body)),
      element('p', { class: 'muted' }, t('insideRule')));
    const present = () => show([result, element('div', { class: 'side-buttons' }, clearButton())], title);
    result.present = present;
    present();
    say(`${title}${lang === 'en' ? ': ' : '：'}${total.map(({ name, count: n, more }) => `${layerTitle(name)} ${countText(n, more)}`).join(lang === 'en' ? ', ' : '、') || t('nothingInside')}`);
  }

  const layerTitle = (name) => (lang === 'en' ? setup.layers[name]?.title_en : setup.layers[name]?.title) ?? name;
  const countText = (n, more) => t(more ? 'atLeast' : 'pieces', { n: whole(n) });

  function layerPart(made, { name, count: n, more, groups, rows }, { rows_of_a_file: most }) {
    const word = (value) => (value === null || value === '' ? t('noValue') : valueWord(name, fieldOf(name), value, words));
    const download = element('a', { class: 'button', href: address(made, name), download: '' }, n > most || more ? t('downloadLimit', { n: whole(most) }) : t('download'));
    return element('details', { class: 'inside-layer' },
      element('summary', {}, layerTitle(name), element('b', {}, countText(n, more))),
      groups.length > 0 ? element('p', { class: 'inside-groups' }, groups.slice(0, MOST_GROUPS).map(([value, part]) => element('span', {}, `${word(value)} ${whole(part)}`))) : null,
      n > rows.length ? element('p', { class: 'muted' }, t('listed', { n: rows.length })) : null,
      element('ul', { class: 'choices' }, rows.map((row) => rowButton(name, row))), download);
  }

  function rowButton(name, row) {
    const node = element('button', { type: 'button' }, featureName(name, row, words), row.reported ? element('span', { class: 'muted' }, momentText(row.reported)) : null);
    node.addEventListener('click', () => onChoose({ layer: name, id: String(row.uuid ?? row.id), properties: row }, () => result.present()));
    return element('li', {}, node);
  }

  if (shape) void count(shape);
  else begin();
  return {
    sketch: () => sketch,
    end() {
      ended = true;
      forget();
    },
  };
}

function fieldOf(layer) {
  return { events: 'category', businesses: 'category', buildings: 'use', grid_types: 'grid_type' }[layer] ?? 'kind';
}
