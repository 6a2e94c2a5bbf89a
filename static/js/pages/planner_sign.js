/** Compare a plan with what is in force, and sign it: the difference by community, the digest, who signed. Global: L. */
import { element, replace } from '../lib/dom.js';
import { differenceCsv, digestGroups, endMatches } from '../lib/plan_digest.js';
import { borderLayer, groundLayer } from '../map/basemap.js';
import communities from '../map/layers/communities.js';
import { createMap, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';
import { drawLegend, drawSteps } from './planner/legend.js';
import { createServer } from './planner/server.js';
import { createSwipe } from './planner/swipe.js';
import { signWords } from './planner/sign_words.js';

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const english = document.documentElement.lang.startsWith('en');
const t = signWords(english ? 'en' : 'zh');
const setup = readSetup();
const plan = JSON.parse(document.getElementById('plan-data').textContent);
const server = createServer(plan.uuid);
const map = startMap();
const swipe = createSwipe(map, part('swipe'));
const COLUMNS = ['community', 'grids', 'kept', 'new', 'retired', 'blocks', 'households', 'buildings', 'events', 'points', 'workers'];

begin();

async function begin() {
  drawSteps(part('steps'), plan.steps, plan.state, english);
  drawLegend(part('legend'), t);
  const { status, told } = await server.difference();
  part('wait').hidden = true;
  if (status !== 200) {
    replace(part('table'), element('p', { role: 'alert' }, t('noAnswer')));
    return;
  }
  show(told);
  checkAgain();
}

function startMap() {
  const settings = { theme: 'light', lang: english ? 'en' : 'zh' };
  const made = createMap(part('map'), setup, { theme: 'light', scaleAt: 'bottomright' });
  groundLayer(setup, settings).addTo(made);
  borderLayer([communities], setup, settings).addTo(made);
  vectorLayer([communities], setup, { ...settings, pane: 'labels', paint: false }).addTo(made);
  return made;
}

function show(told) {
  Object.assign(plan, told);
  drawSteps(part('steps'), plan.steps, plan.state, english);
  table(told);
  side(told);
}

function table({ communities: found, total }) {
  if (found.length === 0) {
    replace(part('table'), element('p', {}, t('nothing')));
    return;
  }
  const cells = (row) => COLUMNS.map((name) => read(row, name));
  const body = found.map((row) => {
    const go = element('button', { type: 'button', class: 'link-button' }, nameOf(row));
    go.addEventListener('click', () => open(row.community));
    return element('tr', {}, element('th', { scope: 'row' }, go), ...cells(row).slice(1).map((value) => element('td', {}, value)));
  });
  const sums = { ...total, name: t('total'), grids_before: sum(found, 'grids_before'), grids_after: sum(found, 'grids_after') };
  replace(part('table'), element('table', {},
    element('thead', {}, element('tr', {}, ...COLUMNS.map((name) => element('th', { scope: 'col' }, t(name))))),
    element('tbody', {}, ...body), element('tfoot', {}, element('tr', {}, element('th', { scope: 'row' }, t('total')), ...cells(sums).slice(1).map((value) => element('td', {}, value))))));
  const csv = part('csv');
  csv.href = URL.createObjectURL(new Blob([differenceCsv(COLUMNS.map((name) => t(name)), found.map(cells))], { type: 'text/csv' }));
  csv.download = `${plan.name}.csv`;
  csv.hidden = false;
  open(found[0].community);
}

const nameOf = (row) => (english && row.name_en) || row.name;
const sum = (rows, name) => rows.reduce((all, row) => all + row[name], 0);

function read(row, name) {
  if (name === 'community') return nameOf(row);
  if (name === 'grids') return `${row.grids_before} → ${row.grids_after}`;
  const value = row[name];
  return (Array.isArray(value) ? value.length : value).toLocaleString();
}

async function open(code) {
  const { status, told } = await server.community(code);
  if (status === 200) swipe.show(told);
}

/** The findings of this moment: whoever signs sees them, whatever the check before submission said. */
async function checkAgain() {
  const { status, told } = await server.get('check/');
  if (status !== 200) {
    replace(part('checks'), element('p', { role: 'alert' }, t('noAnswer')));
    return;
  }
  const count = (...codes) => told.findings.filter(({ code }) => codes.includes(code)).length;
  const row = (name, found, blocking = true) => element('li', { class: found ? (blocking ? 'bad' : null) : 'good' },
    element('span', {}, t(name)), element('b', {}, found ? t(blocking ? 'blocksN' : 'notes', { n: found.toLocaleString() }) : `✓ 0`));
  replace(part('checks'), element('p', { class: 'sign-at' }, t('checkedAt', { time: new Date().toLocaleTimeString('zh-CN', { hour12: false }) })),
    element('ul', { class: 'sign-checks' }, row('loose', count('pieces')), row('offOutline', count('outline')), row('offBand', count('below', 'above'), false),
      element('li', { class: 'good' }, element('span', {}, t('byKeys')), element('b', {}, '✓'))));
}

function side({ total, signatures, proposed, submitter }) {
  const row = (name, value) => element('tr', {}, element('th', { scope: 'row' }, t(name)), element('td', {}, value));
  const frozen = plan.digest !== '';
  replace(part('side'),
    element('h2', {}, t('effects')),
    element('table', {}, element('tbody', {},
      row('households', total.households.toLocaleString()), row('buildings', total.buildings.toLocaleString()), row('events', total.events.toLocaleString()),
      row('subjects', t('about', { n: total.subjects.toLocaleString() })), row('points', total.points.toLocaleString()), row('workers', total.workers.toLocaleString()),
      row('new', total.new.toLocaleString()), row('retired', total.retired.toLocaleString()),
      row('proposed', proposed.workers ? t('proposedOf', { grids: proposed.grids.toLocaleString(), workers: proposed.workers.toLocaleString() }) : t('proposedNone')))),
    element('h2', {}, t('checks')), element('div', { 'data-part': 'checks', role: 'status' }, element('p', {}, t('checking'))),
    element('h2', {}, t('digest')),
    frozen ? element('p', { class: 'sign-digest' }, digestGroups(plan.digest).join(' ')) : element('p', {}, t('noDigest')),
    frozen ? element('p', { class: 'sign-at' }, t('digestOf')) : null,
    element('h2', {}, t('signatures')),
    submitter ? element('p', { class: 'sign-at' }, t('submittedBy', { name: submitter })) : null,
    signatures.length ? element('ol', {}, ...signatures.map((one) => element('li', {}, `✓ ${t(one.role)} ${one.name} ${one.signed_at.slice(0, 16).replace('T', ' ')}`))) : element('p', {}, t('noSignatures')),
    plan.state === 'submitted' && plan.maySign ? signForm() : null,
    plan.state === 'approved' && plan.maySchedule ? scheduleForm() : null,
    ['submitted', 'approved'].includes(plan.state) && (plan.maySign || plan.mayDraw) ? returnForm() : null,
    plan.valid_from ? element('p', { class: 'sign-day' }, t('inForceFrom', { day: plan.valid_from })) : null,
    element('p', { class: 'form-error', role: 'alert', 'data-part': 'error' }));
}

function signForm() {
  const field = element('input', { id: 'digest-end', maxlength: 6, autocomplete: 'off', required: true, spellcheck: 'false' });
  const button = element('button', { class: 'button button-primary', type: 'submit', disabled: true }, t('sign'));
  field.addEventListener('input', () => { button.disabled = !endMatches(plan.digest, field.value); });
  return form([element('label', { for: 'digest-end' }, t('retype')), field, button], () => step('sign/', { digest_end: field.value }));
}

function scheduleForm() {
  const field = element('input', { id: 'valid-from', type: 'date', min: plan.today, value: plan.freeDay, required: true });
  const button = element('button', { class: 'button button-primary', type: 'submit' }, t('schedule', { day: plan.freeDay }));
  field.addEventListener('input', () => { button.textContent = t('schedule', { day: field.value }); });
  return form([element('label', { for: 'valid-from' }, t('day')), field, button], () => step('schedule/', { valid_from: field.value }));
}

function returnForm() {
  return form([element('button', { class: 'button', type: 'submit' }, t('return'))], () => { if (window.confirm(t('returnAsk'))) step('return/', {}); });
}

function form(content, onSubmit) {
  const made = element('form', { class: 'sign-form' }, ...content);
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit();
  });
  return made;
}

async function step(path, body) {
  const { status, told } = await server.send(path, body);
  if (status === 200) {
    Object.assign(plan, told);
    const again = await server.difference();
    if (again.status === 200) {
      show(again.told);
      checkAgain();
    }
    return;
  }
  part('error').textContent = (english ? told.detail : told.title) ?? t('noAnswer');
}
