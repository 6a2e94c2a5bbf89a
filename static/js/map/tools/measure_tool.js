/** Measuring a distance or an area: drawn here, computed by the server in the measuring CRS. */
import { element, replace } from '../../lib/dom.js';
import { paced } from '../../lib/paced.js';
import { createAsker } from './asking.js';
import { areaWords, lengthWords } from './measure_text.js';
import { shapeParameter } from './map_state.js';
import { createSketch } from './sketch.js';
import { sketchButtons } from './sketch_panel.js';

const SPACING_MS = 150;

/** given: {map, panel, theme, words: {lang, t}, kind: 'distance' | 'surface', say(text)}; a tool: {sketch(), end()}. */
export function startMeasuring({ map, panel, theme, words: { lang, t }, kind, say }) {
  const ask = createAsker(lang);
  const result = element('div', { 'aria-live': 'polite' });
  const form = kind === 'distance' ? 'line' : 'ring';
  let sketch = null;
  const buttons = sketchButtons(t, {
    start: t(kind === 'distance' ? 'startDistance' : 'startSurface'), finishText: t('finish'),
    onAdd: () => sketch.addCentre(), onUndo: () => sketch.undo(), onClear: begin, onFinish: () => sketch.finish(),
  });

  const compute = paced(async () => {
    const vertices = sketch.vertices();
    if (vertices.length < (form === 'line' ? 2 : 3)) return replace(result);
    const found = await ask(`/api/measure/?${address(vertices)}`);
    if (found && vertices === sketch.vertices()) show(found);
    return undefined;
  }, SPACING_MS);

  function address(vertices) {
    return `${form}=${shapeParameter({ kind: 'ring', vertices })[1]}`;
  }

  function show({ body, fault }) {
    if (!body) return replace(result, element('p', { class: 'form-error', role: 'alert' }, fault ?? t('failed')));
    const lines = form === 'line'
      ? [[t('length'), lengthWords(body.length_m), true], ...(body.legs_m.length > 1 ? [[t('lastLeg'), lengthWords(body.legs_m.at(-1))]] : [])]
      : [[t('surfaceIs'), areaWords(body.area_m2, lang), true], [t('perimeter'), lengthWords(body.perimeter_m)]];
    replace(result,
      element('dl', { class: 'facts' }, lines.map(([title, text, key]) => element('div', {}, element('dt', {}, title), element('dd', { class: key ? 'key-figure' : null }, text)))),
      element('p', { class: 'muted' }, `${t('measuredIn', { srid: body.srid })}${lang === 'en' ? '. ' : '；'}${t('straight')}`));
    return undefined;
  }

  function changed() {
    buttons.update(sketch);
    compute();
  }

  function begin() {
    sketch?.remove();
    replace(result);
    sketch = createSketch(map, { kind: form, theme, onChange: changed, onFinish: () => { changed(); say(t('finish')); } });
    buttons.update(sketch);
  }

  begin();
  panel.show(t(kind), result, ...buttons.nodes, buttons.foot);
  return {
    sketch: () => sketch,
    end() {
      ask.stop();
      sketch.remove();
    },
  };
}
