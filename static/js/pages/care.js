/** The care map: marks at fixed anchors, one chosen area, map or table, and fresh figures every minute. */
import { withParameter } from '../lib/place_address.js';
import buildings from '../map/layers/buildings.js';
import communities from '../map/layers/communities.js';
import grids from '../map/layers/grids.js';
import landcover from '../map/layers/landcover.js';
import roads from '../map/layers/roads.js';
import water from '../map/layers/water.js';
import { createMap, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';
import { showFigures } from './care_figures.js';
import { addMarks } from './care_marks.js';
import { outlineArea, outlineReach } from './care_outlines.js';

const REFRESH_MS = 60000;
const BUILDING_ZOOM = 16.5;
const BORDERS = { grids, communities };

const box = document.getElementById('map');
let data = JSON.parse(document.getElementById('care-data').textContent);
let marks = null;
let highlight = null;
let chosen = data.selected;

const map = startMap();
wireSwitch();
wireChoice();
select(chosen, false);
window.setInterval(refresh, REFRESH_MS);

function startMap() {
  const setup = readSetup();
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const made = createMap(box, setup, { ...settings, scaleAt: 'bottomleft' });
  vectorLayer([landcover, water, buildings, roads], setup, { ...settings, pane: 'base' }).addTo(made);
  vectorLayer([BORDERS[data.borders]], setup, { ...settings, pane: 'borders', labels: false }).addTo(made);
  outlineReach(made, data.outlines);
  return made;
}

/** Draws the marks anew and remembers the chosen one. */
function draw() {
  marks?.remove();
  marks = addMarks(map, data, box.dataset.symbols, chosen, select);
}

/** Shows an area in the panel, the table and on the map; the address keeps it. */
function select(uuid, byUser = true) {
  chosen = uuid;
  for (const panel of document.querySelectorAll('[data-panel]')) panel.hidden = panel.dataset.panel !== uuid;
  for (const row of document.querySelectorAll('tr[data-uuid]')) row.classList.toggle('selected', row.dataset.uuid === uuid);
  draw();
  highlight?.remove();
  highlight = outlineArea(map, data, uuid);
  if (!byUser) return;
  document.querySelector(`tr[data-uuid="${CSS.escape(uuid)}"]`)?.scrollIntoView({ block: 'nearest' });
  if (document.querySelector('[data-panel]')) keep('grid', uuid);
  else comeCloser(uuid);
}

/** Buildings are small: the map goes to the chosen one. */
function comeCloser(uuid) {
  const mark = data.marks.find((one) => one.uuid === uuid);
  if (mark) map.setView([mark.lat, mark.lon], Math.max(map.getZoom(), BUILDING_ZOOM));
}

function wireChoice() {
  for (const node of document.querySelectorAll('[data-select]')) {
    node.addEventListener('click', (event) => {
      event.preventDefault();
      select(node.dataset.select);
    });
  }
  for (const field of document.querySelectorAll('select[data-submit]')) {
    field.form.classList.add('by-script');
    field.addEventListener('change', () => field.form.requestSubmit());
  }
}

function wireSwitch() {
  for (const link of document.querySelectorAll('.view-switch [data-view]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const table = link.dataset.view === 'table';
      document.body.classList.toggle('table-first', table);
      for (const other of document.querySelectorAll('.view-switch [data-view]')) other.removeAttribute('aria-current');
      link.setAttribute('aria-current', 'true');
      keep('view', table ? 'table' : '');
      if (!table) map.invalidateSize();
    });
  }
}

function keep(name, value) {
  window.history.replaceState(null, '', window.location.pathname + withParameter(window.location.search, name, value));
}

/** Fetches the same figures again; the page says nothing new when that fails, and its as-of time stays. */
async function refresh() {
  if (document.hidden) return;
  const response = await fetch(box.dataset.figures + window.location.search).catch(() => null);
  if (!response?.ok) return;
  data = await response.json();
  showFigures(data);
  draw();
}
