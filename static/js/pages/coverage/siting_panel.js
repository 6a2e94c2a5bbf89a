/** The best sites for more points: a search asked for, followed and stopped; its result opens as a what-if. */
import { element, replace } from '../../lib/dom.js';
import { percent, whole } from '../../lib/format.js';
import { changePatch } from '../../lib/coverage_state.js';
import { wholeTable } from './change_table.js';

const METHODS = ['mclp', 'p_median'];
const ASK_MS = 1000;
const UNDER_WAY = ['waiting', 'working'];

/** {update(node, state)}. given: {store, server, t, say, data, onDone}. */
export function sitingPanel({ store, server, t, say, data, onDone }) {
  const count = element('input', { type: 'number', id: 'coverage-sites', min: 1, max: data.sites.most, value: 3 });
  const method = element('select', { id: 'coverage-siting' }, METHODS.map((one) => element('option', { value: one }, t(`siting_${one}`))));
  const start = element('button', { class: 'button button-primary' }, t('start'));
  const form = element('form', { class: 'coverage-siting' },
    element('span', { class: 'coverage-field' }, element('label', { for: 'coverage-siting' }, t('method')), method),
    element('span', { class: 'coverage-field' }, element('label', { for: 'coverage-sites' }, t('sites')), count), start);
  const work = element('div', { 'aria-live': 'polite' });
  const latest = element('div', {});
  const body = element('div', {}, element('p', {}, t('sitingRule', { candidates: data.sites.candidates, places: whole(data.sites.places) })), form, work, latest);
  let timer = null;
  let followed = null;

  function line(one) {
    return t('search', { method: t(`siting_${one.method}`), n: one.asked.count });
  }

  function button(key, act) {
    const made = element('button', { type: 'button', class: 'button' }, t(key));
    made.addEventListener('click', act);
    return made;
  }

  function tell(one) {
    const running = UNDER_WAY.includes(one.state);
    start.disabled = running;
    const step = one.step && running ? ` · ${t(`step_${one.step}`)}` : '';
    const parts = [element('h3', {}, line(one)), element('p', {}, `${t(`state_${one.state}`)}${step}`)];
    if (running) parts.push(element('progress', { max: 1, value: one.share_done, 'aria-label': line(one) }), button('stop', () => stop(one.uuid)));
    if (one.refusal) parts.push(element('p', { class: 'heat-caution', role: 'note' }, document.documentElement.lang.startsWith('en') ? one.refusal.en : one.refusal.zh));
    if (one.state === 'done') {
      const { result } = one;
      parts.push(element('p', {}, result.gap < 1e-6 ? t('proven') : t('gapTo', { n: percent(result.gap, 2) })), wholeTable(result.whole, t), button('open', () => open(one)));
    }
    replace(work, ...parts);
  }

  function open({ category, result, asked }) {
    store.set({ kind: category, area: asked.below ?? '', tab: 'change', shown: 'change', ...changePatch({ close: [], open: result.sites.map(({ lon, lat }) => [lon, lat]) }) });
  }

  async function follow(uuid) {
    clearTimeout(timer);
    followed = uuid;
    const answer = await server.send('GET', `/api/coverage/siting/${uuid}/`);
    if (followed !== uuid) return;
    if (answer.body) tell(answer.body);
    if (answer.body && UNDER_WAY.includes(answer.body.state)) timer = setTimeout(() => follow(uuid), ASK_MS);
    else {
      void list();
      onDone();
    }
  }

  async function stop(uuid) {
    const answer = await server.send('DELETE', `/api/coverage/siting/${uuid}/`);
    if (answer.body) tell(answer.body);
  }

  async function list() {
    const answer = await server.send('GET', '/api/coverage/siting/');
    if (!answer.body) return;
    const running = answer.body.searches.find((one) => UNDER_WAY.includes(one.state));
    if (running && followed !== running.uuid) void follow(running.uuid);
    const rows = answer.body.searches.map((one) => {
      const row = element('button', { type: 'button', class: 'heat-item' }, element('span', {}, `${kindName(one.category)} · ${line(one)}`), element('span', { class: 'wide' }, `${one.created_at.slice(0, 16).replace('T', ' ')} · ${t(`state_${one.state}`)}`));
      row.addEventListener('click', () => follow(one.uuid));
      return element('li', {}, row);
    });
    replace(latest, element('h3', {}, t('searches')), rows.length > 0 ? element('ul', { class: 'heat-list' }, rows) : element('p', { class: 'muted' }, t('noSearches')));
  }

  function kindName(key) {
    const one = data.categories.find((category) => category.key === key);
    return document.documentElement.lang.startsWith('en') ? one.name_en : one.name;
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { kind, pace, minutes, area } = store.get();
    start.disabled = true;
    const answer = await server.send('POST', '/api/coverage/siting/', { category: kind, pace, minutes, sites: count.value, method: method.value, ...(area && { area }) });
    if (answer.body) {
      tell(answer.body);
      void follow(answer.body.uuid);
    } else {
      start.disabled = false;
      say(answer.fault ?? t('failed'));
    }
  });

  return {
    update(node) {
      if (body.isConnected) return;
      replace(node, body);
      void list();
    },
  };
}
