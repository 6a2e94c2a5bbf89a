/** Above the map: how heat is drawn, and of areas which and by what. */
import { element, replace } from '../../lib/dom.js';
import { DIFFS, LEVELS, MEASURES, VIEWS } from '../../lib/heat_state.js';

/** {update(state)} of the bar in a node. */
export function createViewBar(node, { store, t }) {
  const views = radios('view', VIEWS);
  const measures = radios('measure', MEASURES);
  const diffs = radios('diff', DIFFS);
  const levels = select('level', LEVELS);
  replace(node, views.node, measures.node, diffs.node, levels.node);

  function radios(name, values) {
    const inputs = values.map((value) => {
      const input = element('input', { type: 'radio', name, value });
      input.addEventListener('change', () => store.set({ [name]: value, ...(name === 'view' ? { frame: -1 } : {}) }));
      return input;
    });
    const group = element('fieldset', { class: 'heat-radios' }, element('legend', { class: 'visually-hidden' }, t(name)),
      inputs.map((input) => element('label', {}, input, element('span', {}, t(`${name}_${input.value}`)))));
    return { node: group, set: (value) => inputs.forEach((input) => { input.checked = input.value === value; }) };
  }

  function select(name, values) {
    const control = element('select', {}, values.map((value) => element('option', { value }, t(`${name}_${value}`))));
    control.addEventListener('change', () => store.set({ [name]: control.value }));
    return { node: element('label', { class: 'heat-level' }, element('span', {}, t(name)), control), set: (value) => { control.value = value; } };
  }

  return {
    update(state) {
      const framed = state.frame >= 0;
      views.set(framed ? '' : state.view);
      measures.set(state.measure);
      diffs.set(state.diff);
      levels.set(state.level);
      measures.node.hidden = state.view !== 'grids' || framed;
      diffs.node.hidden = state.view !== 'change' || framed;
      levels.node.hidden = framed || !drawsAreas(state);
    },
  };
}

/** Whether a state draws areas: of their own measures, or of their changes. */
export function drawsAreas({ view, diff }) {
  return view === 'grids' || (view === 'change' && diff === 'areas');
}
