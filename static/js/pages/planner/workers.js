/** The panel of workers: need and shortage, who serves the chosen grid, and the loads of the community's workers. */
import { element, replace } from '../../lib/dom.js';
import { shortName } from './board.js';

/**
 * state(): {code, chosen, grids: Map key → grid, mayDraw}; server: {get, post} below the plan. on: {changed(head), others()}: a change was
 * written, another panel is to close. Returns {toggle(), draw(), close(), busy()}.
 */
export function createWorkers(node, { p, english, server, state, on }) {
  const panel = { told: null, words: '', sending: false };
  node.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });

  async function toggle() {
    if (!node.hidden) {
      close();
      return;
    }
    on.others();
    node.hidden = false;
    panel.words = panel.told ? '' : p('working');
    draw();
    node.querySelector('button')?.focus();
    take(await server.get('workers/'));
  }

  function close() {
    node.hidden = true;
  }

  async function send(body) {
    panel.words = p('working');
    panel.sending = true;
    draw();
    const answer = await server.post('workers/', body);
    panel.sending = false;
    take(answer);
    if (answer.status === 200) on.changed({ revision: answer.told.revision, state: answer.told.state, changed_at: answer.told.changed_at });
  }

  function take({ status, told }) {
    if (status === 200) panel.told = told;
    panel.words = status === 200 ? '' : (english ? told.detail : told.title) ?? p('noAnswer');
    draw();
  }

  function draw() {
    if (node.hidden) return;
    const focused = document.activeElement?.dataset?.part;
    replace(node, element('div', { class: 'suggest-head' }, element('h2', {}, p('title')), button('close', p('close'), close, 'link-button')),
      element('p', { class: 'suggest-about' }, p('about')),
      element('p', { class: 'plan-buttons' }, button('propose', p('propose'), () => send({ propose: true }), 'button button-primary', !state().mayDraw || panel.words === p('working'))),
      element('p', { role: 'status', class: 'suggest-words' }, panel.words), ...(panel.told ? [summary(), ofGrid(), ofCommunity()] : []));
    if (focused) node.querySelector(`[data-part="${focused}"]`)?.focus();
  }

  function summary() {
    const { need, have, workers, full_time: full, shortage, kept, balance, unserved } = panel.told.totals;
    const row = (name, value, note = '', kind = null) => element('tr', {}, element('th', { scope: 'row' }, p(name)), element('td', {}, element('b', {}, value)), element('td', { class: kind }, note));
    return element('table', { class: 'plan-figures' }, element('tbody', {},
      row('need', need.toLocaleString()), row('have', have.toLocaleString(), p('people', { n: workers.toLocaleString(), full: full.toLocaleString() })),
      row('shortage', shortage.toLocaleString(), p(shortage ? 'short' : 'noShortage'), shortage ? 'bad' : 'good'),
      row('kept', kept === null ? '—' : `${(100 * kept).toFixed(1)} %`), row('balance', balance === null ? '—' : balance.toFixed(2)), row('unserved', unserved.toLocaleString(), '', unserved ? 'bad' : null)));
  }

  function ofGrid() {
    const { chosen, grids, mayDraw } = state();
    const grid = grids.get(chosen);
    const known = panel.told.grids.find(({ key }) => key === chosen);
    if (!grid || !known) return element('p', { class: 'suggest-about' }, p('chooseGrid'));
    const named = known.workers;
    const free = near().filter(({ uuid }) => !named.includes(uuid));
    const choice = element('select', { 'aria-label': p('add'), 'data-part': 'choice', disabled: !mayDraw }, ...free.map((one) => element('option', { value: one.uuid }, `${one.name} · ${one.households.toLocaleString()}`)));
    return element('section', {}, element('h3', {}, p('ofGrid', { grid: shortName(grid), need: known.need })),
      element('ul', { class: 'workers-named' }, ...(named.length ? named.map((uuid) => {
        const one = panel.told.workers.find((worker) => worker.uuid === uuid);
        return element('li', {}, element('span', {}, one.name), button(`remove-${uuid}`, p('remove'), () => send({ grid: chosen, workers: named.filter((other) => other !== uuid) }), 'link-button', !mayDraw));
      }) : [element('li', {}, p('nobody'))])),
      free.length ? element('p', { class: 'plan-buttons' }, choice, button('add', p('add'), () => send({ grid: chosen, workers: [...named, choice.value] }), 'button', !mayDraw)) : null);
  }

  /** Workers who serve a grid of the open community in the plan, or its people today. */
  function near() {
    const here = new Set(panel.told.grids.filter(({ community }) => community === state().code).map(({ key }) => key));
    const today = panel.told.communities?.[state().code];
    return panel.told.workers.filter(({ grids, communities }) => grids.some((key) => here.has(key)) || communities.includes(today));
  }

  function ofCommunity() {
    const heads = ['name', 'grids', 'load', 'known', 'events', 'state'];
    const code = (key) => panel.told.grids.find((grid) => grid.key === key)?.code.slice(-3) || `+${key}`;
    return element('section', {}, element('h3', {}, p('ofCommunity')), element('table', { class: 'suggest-table' },
      element('thead', {}, element('tr', {}, ...heads.map((name) => element('th', { scope: 'col' }, p(name))))),
      element('tbody', {}, ...near().map((one) => element('tr', {}, element('th', { scope: 'row' }, one.name, one.full_time ? null : element('small', {}, ` ${p('part')}`)),
        element('td', {}, one.grids.map(code).join(' ') || '—'), element('td', {}, one.households.toLocaleString()), element('td', {}, one.known.toLocaleString()), element('td', {}, one.events_a_day.toFixed(1)),
        element('td', { class: `load-${one.word}` }, one.names[english ? 1 : 0]))))));
  }

  function button(part, words, act, kind, off = false) {
    const made = element('button', { type: 'button', class: kind, disabled: off, 'data-part': part }, words);
    made.addEventListener('click', act);
    return made;
  }

  return { toggle, draw, close, busy: () => panel.sending };
}
