/** The map of an upload: the file as it is and as it will be, the shift between, numbered findings. Global: L. */
import { element } from '../lib/dom.js';
import { nameLayer, groundLayer } from '../map/basemap.js';
import communities from '../map/layers/communities.js';
import districts from '../map/layers/districts.js';
import grids from '../map/layers/grids.js';
import subdistricts from '../map/layers/subdistricts.js';
import { createMap, frame, readSetup } from '../map/map.js';
import { vectorLayer } from '../map/vector_layer.js';
import { drawFindings } from './import_findings.js';
import { drawShift } from './import_shift.js';

const AS_IS = { color: '#5F7391', weight: 1.8, dashArray: '6 5', fill: false, interactive: false };
const TO_BE = { color: '#0B62B0', weight: 2.4, fillColor: '#0B62B0', fillOpacity: 0.06, interactive: false };
const DOT = 3.5;
const PADDING = [24, 24, 24, 24];
const BORDERS = { districts, subdistricts, communities, grids };

/** A started map in #map with the ground; null where the page has none. */
export function startImportMap(borders = []) {
  const box = document.getElementById('map');
  if (!box) return null;
  const setup = readSetup();
  const data = JSON.parse(document.getElementById('import-map').textContent);
  const settings = { theme: 'light', lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh' };
  const map = createMap(box, setup, { theme: 'light', scaleAt: 'bottomleft' });
  if (data.bounds) frame(map, data.bounds, PADDING);
  groundLayer(setup, settings).addTo(map);
  nameLayer([], setup, settings).addTo(map);
  const drawn = borders.map((name) => BORDERS[name]);
  if (drawn.length) vectorLayer(drawn, setup, { ...settings, pane: 'borders' }).addTo(map);
  return { map, box, data };
}

/** Fetches the shapes of the file and draws them, or only some of them; number(findings) puts numbers on findings. */
export async function drawFile({ map, box, data }, number, only = null) {
  const response = await fetch(box.dataset.shapes).catch(() => null);
  const told = response?.ok ? await response.json() : {};
  const shown = only ? Object.fromEntries(only.map((name) => [name, told[name]])) : told;
  const renderer = L.canvas({ pane: 'marks', padding: 0.3 });
  if (shown.original) draw(map, shown.original, AS_IS, renderer);
  if (shown.converted) draw(map, shown.converted, TO_BE, renderer);
  const kinds = drawFindings(map, shown.findings ?? [], number);
  if (shown.shift) drawShift(map, shown.shift, box.dataset.shift);
  showLegend({ original: shown.original, converted: shown.converted, cut: data.is_cut, ...kinds });
}

function draw(map, geometry, style, renderer) {
  const dot = { ...style, weight: 1.2, dashArray: null, fill: !style.dashArray, fillColor: style.color, fillOpacity: 0.8 };
  L.geoJSON(geometry, {
    style: ({ geometry: { type } }) => ({ ...(type.endsWith('Point') ? dot : style), renderer }),
    pointToLayer: (_feature, latlng) => L.circleMarker(latlng, { ...dot, renderer, radius: DOT }),
  }).addTo(map);
}

function showLegend(present) {
  const legend = document.querySelector('[data-legend]');
  for (const line of legend.querySelectorAll('[data-of]')) line.hidden = !present[line.dataset.of];
  legend.hidden = !legend.querySelector('[data-of]:not([hidden])');
}

/** A number on the map as the lists have it; aside: pixels to the right of the place, so that it stays seen. */
export function numberMark(number, title, aside = 0) {
  return L.divIcon({
    className: '', iconSize: [30, 30], iconAnchor: [15 - aside, 15], html: element('span', { class: 'number-mark map-number', title, role: 'img', 'aria-label': title }, String(number)),
  });
}
