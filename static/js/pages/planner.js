/** The workbench of a boundary plan: gestures become operations, the server answers with what they do. Global: L. */
import communities from '../map/layers/communities.js';
import grids from '../map/layers/grids.js';
import subdistricts from '../map/layers/subdistricts.js';
import { borderLayer, groundLayer } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { evenParts } from '../lib/plan_bands.js';
import { vectorLayer } from '../map/vector_layer.js';
import { createBoard, shortName } from './planner/board.js';
import { askPaint, askParts, askSubmit, askYes } from './planner/dialogs.js';
import { createGestures } from './planner/gestures.js';
import { createInspector } from './planner/inspector.js';
import { drawLegend, drawMarks, drawSteps } from './planner/legend.js';
import { createPresence } from './planner/presence.js';
import { createProblems } from './planner/problems.js';
import { createServer } from './planner/server.js';
import { createSuggest } from './planner/suggest.js';
import { createSuggestMap } from './planner/suggest_map.js';
import { suggestWords } from './planner/suggest_words.js';
import { createToolbar, TOOLS } from './planner/toolbar.js';
import { createTrial } from './planner/trial.js';
import { createTree } from './planner/tree.js';
import { createWorkers } from './planner/workers.js';
import { workersWords } from './planner/workers_words.js';
import { planWords } from './planner/words.js';

const ASK_AGAIN_MS = 5000;
const TOTALS_AFTER_MS = 600;
const INSPECT_AGAIN_MS = 300;
const DISTRICT_DIGITS = 6;
const USUAL_BAND = [300, 500];
const OPEN_STATES = ['draft', 'checked'];
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const english = document.documentElement.lang.startsWith('en');
const t = planWords(english ? 'en' : 'zh');
const setup = readSetup();
const plan = JSON.parse(document.getElementById('plan-data').textContent);
const server = createServer(plan.uuid);
const map = startMap();
const board = createBoard(map, { t });
const p = workersWords(english ? 'en' : 'zh');
// writing: how many operations are on their way; what is drawn then is what was before them.
const state = { tool: 'select', chosen: null, tree: [], findings: null, totals: null, writing: 0, p };
const mayDraw = () => plan.mayDraw && OPEN_STATES.includes(plan.state);

const inspector = createInspector(part('side'), board, { t, state: () => ({ ...state, mayDraw: mayDraw() }), on: { choose, write } });
const tree = createTree(part('tree'), { t, english, state: () => ({ communities: state.tree, code: board.code, grids: board.grids, chosen: state.chosen }), on: { open, choose } });
const problems = createProblems(part('problems'), {
  t, on: { goTo, repair },
  state: () => ({ findings: state.findings, mayDraw: mayDraw(), grids: board.grids, code: board.code, english, nameOf, near: board.near, gridOf }),
});
const toolbar = createToolbar(part('tools'), {
  t, onAct: act,
  state: () => ({ ...plan, ...state, mayDraw: mayDraw(), open: Boolean(board.code), locked: board.grids.get(state.chosen)?.locked, ...submittable() }),
});
const gestures = createGestures(map, board, {
  state: () => ({ ...state, mayDraw: mayDraw() && Boolean(board.code) }),
  on: { choose, write, say: (key) => say(t(key)), clear: () => { trial.clear(); board.preview([]); inspector.draw(); }, preview: foresee, trial: (operation) => trial.ask(operation) },
});
const trial = createTrial(server, { state: () => ({ code: board.code, revision: plan.revision }), told: tried });

const tell = createPresence(part('others'), server, { t, state: () => ({ code: board.code, nameOf }) });
const nameOf = (code) => {
  const found = state.tree.find((one) => one.code === code);
  return (english && found?.name_en) || (found?.name ?? code);
};
const gridOf = (code, key) => state.tree.find((one) => one.code === code)?.grids.find((grid) => grid.key === key);
const w = suggestWords(english ? 'en' : 'zh');
const suggest = createSuggest(part('suggest'), {
  w, english, server, map: createSuggestMap(map, part('suggest-legend'), { w }),
  state: () => ({ scopes: scopes(), mayDraw: mayDraw() }),
  on: { taken: adopted, confirm: (title, words) => askYes(part('dialog'), t, title, words) },
});
const workers = createWorkers(part('workers'), {
  p, english, server, state: () => ({ code: board.code, chosen: state.chosen, grids: board.grids, mayDraw: mayDraw() }),
  on: { others: () => suggest.close(), changed: (head) => { Object.assign(plan, head); state.findings = null; draw(); askTotals(); } },
});
let totalsAsked = 0;

begin();

async function begin() {
  drawLegend(part('legend'), t);
  drawMarks(part('legend'), t);
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(part('map'));
  draw();
  await readTree();
  const asked = new URLSearchParams(window.location.search).get('community');
  await open(state.tree.some(({ code }) => code === asked) ? asked : state.tree[0]?.code);
  window.setInterval(follow, ASK_AGAIN_MS);
}

function startMap() {
  const settings = { theme: 'light', lang: english ? 'en' : 'zh' };
  const made = createMap(part('map'), setup, { theme: 'light', scaleAt: 'bottomright', zoomControl: true });
  made.boxZoom.disable();
  groundLayer(setup, settings).addTo(made);
  borderLayer([grids, communities, subdistricts], setup, settings).addTo(made);
  // Only names of areas: those of places would stand on the households of the grids.
  vectorLayer([subdistricts, communities], setup, { ...settings, pane: 'labels', paint: false }).addTo(made);
  return made;
}

async function readTree() {
  const { status, told } = await server.tree();
  if (status !== 200) return say(t('noAnswer'));
  const { communities: found, ...head } = told;
  Object.assign(plan, head);
  state.tree = found;
  askTotals();
  return draw();
}

async function open(code) {
  if (!code) return;
  const { status, told } = await server.community(code);
  if (status !== 200) {
    say(t('noAnswer'));
    return;
  }
  state.chosen = null;
  board.load(code, told);
  board.fit();
  void tell();
  window.history.replaceState(null, '', `?community=${code}`);
  draw();
}

function choose(key) {
  state.chosen = key;
  board.draw(key);
  draw();
}

async function goTo(code, key) {
  if (code !== board.code) await open(code);
  if (key !== null) choose(key);
}

/** Does what a finding proposes, where it is, and takes it from the list. */
async function repair(finding) {
  await goTo(finding.community, finding.grid);
  const rest = state.findings.filter((one) => one !== finding);
  await write(finding.repair);
  state.findings = rest;
  draw();
}

/** What a gesture would move: households at once, everything else when the server has tried it. */
function foresee(numbers, taking, operation) {
  board.preview(numbers);
  inspector.preview(numbers, taking);
  trial.ask(operation);
}

/** The server's answer to an operation on trial: its borders, names and figures, or why it would be refused. */
function tried({ status, told }) {
  if (status === 200) {
    board.promise(told.moved);
    board.foresee(new Map(told.grids.map((grid) => [grid.key, grid.after.households]).filter(([key, now]) => board.grids.has(key) && board.grids.get(key).after.households !== now)));
    inspector.trial(told);
    say('');
  } else if (status === 422) {
    board.obstruct(told.blocks ?? []);
    say(english ? told.detail : told.title);
  }
}

/** Sends an operation on the revision it was drawn on; what the server refuses is shown where it is. */
async function write(operation) {
  const community = board.code;
  trial.clear();
  // What was sent before has been answered by then, and the plan moved on by it.
  await written(server.send('operations/', () => ({ ...operation, community, revision: plan.revision })), operation);
}

async function written(answer, operation = null) {
  state.writing += 1;
  try {
    await take(await answer, operation);
  } finally {
    state.writing -= 1;
  }
}

/** Others changed the same grids meanwhile: shows who did what, and where the blocks of the refused operation lie now. */
async function movedOn(told, sent) {
  await reload();
  board.preview(sent?.blocks ?? [], true);
  const verbs = (told.operations ?? []).map(({ names }) => names[english ? 1 : 0]).join('、');
  say(t('movedOn', { who: verbs ? t('movedOnBy', { verbs }) : (english ? told.detail : told.title) }));
}

async function take({ status, told }, sent = null) {
  board.preview([]);
  if (status === 200) {
    if (told.area) {
      // Many communities at once: everything is read anew.
      await adopted(told, '');
      return;
    }
    const { grids: _, moved, locks, community, verb, cut, ...head } = told;
    Object.assign(plan, head);
    state.findings = null;
    if (community === board.code) board.figures(told, moved);
    if (!board.grids.has(state.chosen)) state.chosen = null;
    updateTree(community, told.grids);
    askTotals();
    if (cut) await reload();
    else {
      board.draw(state.chosen);
      draw();
    }
    say('');
    return;
  }
  if (status === 422 && told.blocks) board.preview(told.blocks, true);
  if (status === 409) {
    await movedOn(told, sent);
    return;
  }
  draw();
  say(status === 0 ? t('noAnswer') : english ? told.detail : told.title);
}

async function reload() {
  const { chosen } = state;
  await readTree();
  const { status, told } = await server.community(board.code);
  if (status !== 200) return;
  board.load(board.code, told);
  state.chosen = board.grids.has(chosen) ? chosen : null;
  board.draw(state.chosen);
  draw();
}

function updateTree(code, told) {
  const community = state.tree.find((one) => one.code === code);
  if (!community) return;
  community.grids = told.map((grid) => ({ ...grid, households: grid.after.households }));
  for (const word of Object.keys(community.words)) community.words[word] = told.filter((grid) => grid.word === word).length;
}

/** Whether somebody draws or something is written: what is on the map stays until then. */
function busy() {
  return suggest.busy() || workers.busy() || gestures.busy() || state.writing > 0;
}

async function follow() {
  if (document.hidden || busy()) return;
  const { revision } = plan;
  const { status, told } = await server.since(revision);
  if (status !== 200 || told.revision === revision || plan.revision !== revision || busy()) return;
  await reload();
  say(t('parallel'));
}

async function act(name) {
  if (TOOLS.includes(name)) {
    state.tool = name;
    gestures.changed();
    draw();
    say(state.chosen || ['select', 'push', 'cut'].includes(name) ? '' : t('chooseGrid'));
    return;
  }
  if (name === 'suggest') {
    workers.close();
    suggest.toggle();
  } else if (name === 'workers') workers.toggle();
  else if (name === 'undo' || name === 'redo') await written(server.send(`${name}/`, {}));
  else if (name === 'compare') window.location.assign(`/planner/${plan.uuid}/compare/`);
  else if (name === 'findBroken') await findBroken();
  else if (name === 'check') await check();
  else if (name === 'submit') await submit();
  else if (!state.chosen) say(t('chooseGrid'));
  else if (name === 'lock') write({ verb: board.grids.get(state.chosen).locked ? 'unlock_grid' : 'lock_grid', grid: state.chosen });
  else if (name === 'paint') await paint();
  else if (name === 'parts') {
    await splitEvenly(board.grids.get(state.chosen));
  }
}

/** Asks for the number of parts, showing what each would be, and splits the grid. */
async function splitEvenly(grid) {
  const suggested = evenParts(grid.after.households, grid.band ?? USUAL_BAND);
  const split = (parts) => ({ verb: 'split_parts', grid: grid.key, parts });
  const parts = await askParts(part('dialog'), t, shortName(grid), suggested, (count) => trial.ask(split(count)));
  trial.clear();
  board.preview([]);
  inspector.draw();
  if (parts) write(split(parts));
}

/** Gives every block of the community to the chosen grid, after asking. */
async function paint() {
  const grid = board.grids.get(state.chosen);
  if (!await askPaint(part('dialog'), t, { n: board.blocks.size, grid: shortName(grid) })) return;
  const blocks = [...board.blocks.keys()];
  await write({ verb: 'redraw', blocks, keys: blocks.map(() => grid.key) });
}

/** Goes to the first piece of a grid that lies apart; a block without a grid cannot be. */
async function findBroken() {
  await check();
  const broken = (state.findings ?? []).filter(({ code }) => code === 'pieces');
  if (broken.length === 0) {
    say(t('noneBroken'));
    return;
  }
  await goTo(broken[0].community, broken[0].grid);
  board.preview(broken[0].repair?.blocks ?? [], true);
  say(t('broken', { n: broken.length }));
}

async function check() {
  const { status, told } = await server.send('check/', {});
  if (status === 200) {
    state.findings = told.findings;
    Object.assign(plan, { state: told.state, revision: told.revision });
  }
  draw();
  say(status === 200 ? '' : (english ? told.detail : told.title) ?? t('noAnswer'));
}

async function submit() {
  if (!await askSubmit(part('dialog'), t)) return;
  const { status, told } = await server.send('submit/', { revision: plan.revision });
  if (status === 200) window.location.assign(`/planner/${plan.uuid}/sign/`);
  else say((english ? told.detail : told.title) ?? t('noAnswer'));
}

function submittable() {
  const blocking = (state.findings ?? []).filter((one) => one.blocking).length;
  if (!mayDraw()) return { canSubmit: false, why: t(OPEN_STATES.includes(plan.state) ? 'readOnly' : 'frozen') };
  if (blocking) return { canSubmit: false, why: t('blockedBy', { n: blocking }) };
  return { canSubmit: plan.state === 'checked', why: plan.state === 'checked' ? '' : t('checkFirst') };
}

/** The figures of the whole plan, a moment after the last change: they read every block. */
function askTotals() {
  window.clearTimeout(totalsAsked);
  totalsAsked = window.setTimeout(async () => {
    const { status, told } = await server.get('totals/');
    if (status !== 200) return;
    state.totals = told;
    inspect();
  }, TOTALS_AFTER_MS);
}

/** Draws the inspector; while it shows what a gesture would do, after that. */
function inspect() {
  if (gestures.busy()) window.setTimeout(inspect, INSPECT_AGAIN_MS);
  else inspector.draw();
}

/** The areas around the open community that suggestions can be asked for. */
function scopes() {
  const at = state.tree.find(({ code }) => code === board.code);
  if (!at) return [];
  const named = (zh, en) => (english && en) || zh;
  return [
    { level: 'community', code: at.code, name: named(at.name, at.name_en) },
    { level: 'subdistrict', code: at.parent_code, name: named(at.parent_name, at.parent_name_en) },
    { level: 'district', code: at.code.slice(0, DISTRICT_DIGITS), name: '' },
  ];
}

async function adopted(head, words) {
  Object.assign(plan, head);
  state.findings = null;
  await reload();
  board.fit();
  say(words);
}

function draw() {
  toolbar();
  tree();
  inspect();
  problems();
  suggest.draw();
  workers.draw();
  drawSteps(part('steps'), plan.steps, plan.state, english);
  const time = new Date(plan.changed_at).toLocaleTimeString('zh-CN', { hour12: false });
  part('standing').textContent = t('revision', { n: plan.revision, time });
}

function say(words) {
  const hint = part('hint');
  hint.textContent = words || t(`hint_${state.tool}`);
  hint.classList.toggle('told', Boolean(words));
}
