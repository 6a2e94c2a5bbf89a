/** The suggestion panel: for which area, how far the search is, the alternatives side by side, one shown and taken. */
import { element, replace } from '../../lib/dom.js';
import { tradeoffRows } from '../../lib/plan_tradeoffs.js';

const ASK_AGAIN_MS = 700;
const UNDER_WAY = ['waiting', 'working'];

/**
 * state(): {scopes: [{code, level, name}], mayDraw}; server: {get, post, remove} below the plan; map: {show, hide}.
 * on: {taken(told, words), confirm(title, words): a promise}. Returns {toggle(), draw(), close(), busy()}.
 */
export function createSuggest(node, { w, english, server, map, state, on }) {
  const panel = { code: null, found: null, shown: null, words: '', taking: false };
  node.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });

  function toggle() {
    if (!node.hidden) {
      close();
      return;
    }
    node.hidden = false;
    panel.words = '';
    draw();
    node.querySelector('input, button')?.focus();
    resume();
  }

  function close() {
    node.hidden = true;
    map.hide();
    panel.shown = null;
  }

  /** Goes on with the latest search of the plan. */
  async function resume() {
    const { status, told } = await server.get('suggestions/');
    const latest = status === 200 ? told.suggestions[0] : null;
    if (panel.found || !latest || !UNDER_WAY.includes(latest.state)) return;
    panel.code = latest.scope;
    follow(latest);
  }

  async function ask(subdivide) {
    const area = chosen();
    if (subdivide && !await on.confirm(w('subdivide'), w('subdivideAsk', { area: area.name || w(area.level) }))) return;
    map.hide();
    Object.assign(panel, { shown: null, words: '' });
    const { status, told } = await server.post('suggestions/', { area: area.code, subdivide });
    if (status === 202) follow(told);
    else refuse(status, told);
  }

  async function follow(told) {
    panel.found = told;
    draw();
    while (UNDER_WAY.includes(panel.found.state)) {
      await new Promise((resolve) => { window.setTimeout(resolve, ASK_AGAIN_MS); });
      const { status, told: next } = await server.get(`suggestions/${panel.found.uuid}/`);
      if (status !== 200) continue;
      panel.found = next;
      draw();
    }
    ended();
  }

  function ended() {
    const { state: how, refusal, taken, alternatives, uuid } = panel.found;
    if (how === 'stopped') panel.words = w('stopped');
    if (refusal) panel.words = english ? refusal.en : refusal.zh;
    if (how === 'done' && alternatives.length === 0) panel.words = w('none');
    draw();
    if (taken) on.taken({}, w('taken', { name: nameOf(alternatives.find(({ name }) => name === taken)) }));
    else if (how === 'done' && alternatives.length) show(uuid, alternatives[0], true);
  }

  async function stop() {
    const { status, told } = await server.remove(`suggestions/${panel.found.uuid}/`);
    if (status === 200) panel.found = { ...panel.found, ...told };
    draw();
  }

  async function show(uuid, one, fit = false) {
    const { status, told } = await server.get(`suggestions/${uuid}/${one.name}.geojson`);
    if (status !== 200 || node.hidden) return;
    panel.shown = one.name;
    map.show(told, nameOf(one), fit);
    draw();
  }

  async function take() {
    const one = panel.found.alternatives.find(({ name }) => name === panel.shown);
    panel.taking = true;
    const { status, told } = await server.post(`suggestions/${panel.found.uuid}/${one.name}/take/`, {});
    panel.taking = false;
    if (status !== 200) {
      refuse(status, told);
      return;
    }
    panel.found = null;
    close();
    on.taken(told, w('taken', { name: nameOf(one) }));
  }

  function refuse(status, told) {
    panel.words = status === 0 ? w('noAnswer') : (english ? told.detail : told.title) ?? w('noAnswer');
    draw();
  }

  const chosen = () => state().scopes.find(({ code }) => code === panel.code) ?? state().scopes[0];
  const nameOf = ({ names }) => names[english ? 1 : 0];

  function draw() {
    if (node.hidden) return;
    const focused = document.activeElement?.dataset?.part;
    replace(node, head(), ...asking(), ...progress(), ...table(), ...places());
    if (focused) node.querySelector(`[data-part="${focused}"]`)?.focus();
  }

  function head() {
    return element('div', { class: 'suggest-head' }, element('h2', {}, w('title')), button('close', w('close'), close, 'link-button'));
  }

  function asking() {
    const { scopes, mayDraw } = state();
    const busy = UNDER_WAY.includes(panel.found?.state);
    const still = busy || !mayDraw || scopes.length === 0;
    return [
      element('fieldset', { class: 'suggest-scope', disabled: busy }, element('legend', {}, w('scope')), ...scopes.map(scopeChoice)),
      element('p', { class: 'plan-buttons' }, button('compute', w('compute'), () => ask(false), 'button button-primary', still), button('subdivide', w('subdivide'), () => ask(true), 'button', still)),
      element('p', { class: 'suggest-about' }, w('about')), element('p', { class: 'suggest-about' }, w('aboutSubdivide')),
      element('p', { role: 'status', class: 'suggest-words' }, panel.words),
    ];
  }

  function scopeChoice({ code, level, name }) {
    const field = element('input', { type: 'radio', name: 'suggest-scope', value: code, checked: code === chosen().code, 'data-part': `scope-${level}` });
    field.addEventListener('change', () => { panel.code = code; });
    return element('label', {}, field, element('span', {}, name ? `${w(level)} · ${name}` : w(level)));
  }

  function progress() {
    const { found } = panel;
    if (!UNDER_WAY.includes(found?.state)) return [];
    const share = Math.round(100 * found.share_done);
    const words = found.step ? w('working', { step: found.step_names[english ? 1 : 0], share }) : w('waiting');
    return [element('div', { class: 'suggest-progress' }, element('progress', { max: 100, value: share, 'aria-label': words }), element('span', {}, words), button('stop', w('stop'), stop, 'button'))];
  }

  function table() {
    const { found, shown } = panel;
    const others = found?.alternatives ?? [];
    if (others.length === 0 || found.state === 'stopped') return [];
    const rows = tradeoffRows(found.now, others);
    const label = (one) => button(`show-${one.name}`, nameOf(one), () => show(found.uuid, one), 'suggest-choice', false, { 'aria-pressed': String(one.name === shown), title: w('show') });
    return [
      shown && !found.taken ? element('p', { class: 'plan-buttons' }, button('take', w('take', { name: nameOf(others.find(({ name }) => name === shown)) }), take, 'button button-primary', !state().mayDraw), button('hide', w('hide'), () => { map.hide(); panel.shown = null; draw(); }, 'button')) : null,
      element('table', { class: 'suggest-table' },
        element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, w('measure')), element('th', { scope: 'col' }, w('now')), ...others.map((one) => element('th', { scope: 'col' }, label(one))))),
        element('tbody', {}, ...rows.map(({ name, now, values }) => element('tr', {}, element('th', { scope: 'row' }, w(name)), element('td', {}, now), ...values.map(({ text, best }) => element('td', { class: best ? 'best' : null }, best ? element('i', {}, `${w('best')} `) : null, text)))))),
    ];
  }

  function places() {
    const { found, shown } = panel;
    const one = found?.alternatives?.find(({ name }) => name === shown) ?? found?.alternatives?.[0];
    if (!one || found.state === 'stopped') return [];
    if (one.infeasible.length === 0) return [element('p', { class: 'suggest-fit' }, `✓ ${w('allFit')}`)];
    return [element('h3', {}, w('where')), element('ul', { class: 'suggest-places' }, ...one.infeasible.map((place) => element('li', {}, element('b', {}, place.name), ` · ${w('outside', { n: place.outside })} · `, english ? place.en : place.zh)))];
  }

  function button(part, words, act, kind, off = false, more = {}) {
    const made = element('button', { type: 'button', class: kind, disabled: off, 'data-part': part, ...more }, words);
    made.addEventListener('click', act);
    return made;
  }

  /** Whether a change of its own is on the way. */
  const busy = () => panel.taking || Boolean(panel.found?.subdivide && UNDER_WAY.includes(panel.found.state));

  return { toggle, draw, close, busy };
}
