/** A plan beside another division: a divider over the map, the blocks that change grid, and every change as a table. Global: L. */
import { element, replace } from '../lib/dom.js';
import { differenceCsv } from '../lib/plan_digest.js';
import { borderLayer, groundLayer } from '../map/basemap.js';
import communities from '../map/layers/communities.js';
import { createMap, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';
import { compareWords } from './planner/compare_words.js';
import { drawLegend, drawSteps } from './planner/legend.js';
import { createServer } from './planner/server.js';
import { createSwipe } from './planner/swipe.js';

const COLUMNS = ['blocks', 'households', 'buildings', 'events', 'subjects', 'workers', 'points'];
const MOVED = { color: '#0b62b0', weight: 2, dashArray: '5 4', fillColor: '#0b62b0', fillOpacity: 0.18, interactive: false };
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const english = document.documentElement.lang.startsWith('en');
const t = compareWords(english ? 'en' : 'zh');
const setup = readSetup();
const plan = JSON.parse(document.getElementById('plan-data').textContent);
const server = createServer(plan.uuid);
const other = new URLSearchParams(window.location.search).get('with') ?? '';
const map = startMap();
const swipe = createSwipe(map, part('swipe'));
map.createPane('moved').style.zIndex = 345;
const renderer = L.canvas({ pane: 'moved', padding: 0.5 });
const moved = L.layerGroup().addTo(map);
part('only').addEventListener('change', ({ target }) => map.getContainer().classList.toggle('only-changes', target.checked));

begin();

async function begin() {
  drawSteps(part('steps'), plan.steps, plan.state, english);
  drawLegend(part('legend'), t);
  part('legend').append(element('p', { class: 'compare-moved' }, t('moved')));
  const { status, told } = await server.compared(other);
  part('wait').hidden = true;
  if (status !== 200) replace(part('table'), element('p', { role: 'alert' }, (english ? told.detail : told.title) ?? t('noAnswer')));
  else show(told);
}

function startMap() {
  const settings = { theme: 'light', lang: english ? 'en' : 'zh' };
  const made = createMap(part('map'), setup, { theme: 'light', scaleAt: 'bottomright' });
  groundLayer(setup, settings).addTo(made);
  borderLayer([communities], setup, settings).addTo(made);
  vectorLayer([communities], setup, { ...settings, pane: 'labels', paint: false }).addTo(made);
  return made;
}

function show({ changes, total }) {
  totals(total);
  if (changes.length === 0) {
    replace(part('table'), element('p', {}, t('nothing')));
    return;
  }
  const cells = (row) => [grid(row.from), grid(row.to), ...COLUMNS.map((name) => value(row, name))];
  replace(part('table'), element('table', {},
    element('thead', {}, element('tr', {}, ...['community', 'from', 'to', ...COLUMNS].map((name) => element('th', { scope: 'col' }, t(name))))),
    element('tbody', {}, ...changes.map((row) => {
      const go = element('button', { type: 'button', class: 'link-button' }, nameOf(row));
      go.addEventListener('click', () => open(row.community));
      return element('tr', {}, element('th', { scope: 'row' }, go), ...cells(row).map((text) => element('td', {}, text)));
    })),
    element('tfoot', {}, element('tr', {}, element('th', { scope: 'row' }, t('total')), element('td', {}), element('td', {}), ...COLUMNS.map((name) => element('td', {}, value(total, name)))))));
  const csv = part('csv');
  csv.href = URL.createObjectURL(new Blob([differenceCsv(['community', 'from', 'to', ...COLUMNS].map((name) => t(name)), changes.map((row) => [nameOf(row), ...cells(row)]))], { type: 'text/csv' }));
  csv.download = `${plan.name}.csv`;
  csv.hidden = false;
  open(changes[0].community);
}

const grid = (one) => (one ? one.code || t('fresh', { key: one.ident }) : t('none'));
const nameOf = (row) => (english && row.name_en) || row.name;
const value = (row, name) => (row[name] === null ? t('few') : row[name].toLocaleString());

function totals(total) {
  const row = (name, text) => element('tr', {}, element('th', { scope: 'row' }, t(name)), element('td', {}, text));
  replace(part('total'), element('table', {}, element('tbody', {}, row('grids', `${total.grids_before.toLocaleString()} → ${total.grids_after.toLocaleString()}`),
    ...COLUMNS.map((name) => row(name, name === 'subjects' ? t('about', { n: total.subjects.toLocaleString() }) : total[name].toLocaleString())))));
}

async function open(code) {
  const { status, told } = await server.comparedCommunity(code, other);
  if (status !== 200) return;
  const features = told.shapes.features.map((one) => ({ ...one, properties: { ...one.properties, in_force: one.properties.theirs } }));
  swipe.show({
    shapes: { features }, in_force: told.there.map(({ ident, band }) => ({ code: ident, band })), grids: told.here.map(({ ident, band }) => ({ key: ident, band })),
  });
  moved.clearLayers();
  for (const { geometry, properties } of told.shapes.features) {
    if (properties.moved) L.polygon(geometry.coordinates.map((ring) => ring.map(([lon, lat]) => [lat, lon])), { ...MOVED, renderer }).addTo(moved);
  }
}
