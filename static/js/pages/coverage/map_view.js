/** The map of the desk: cells far out, buildings closer in, or areas; points and the way to one above. Global: L. */
import communities from '../../map/layers/communities.js';
import districts from '../../map/layers/districts.js';
import grids from '../../map/layers/grids.js';
import subdistricts from '../../map/layers/subdistricts.js';
import { borderLayer, groundLayer, nameLayer } from '../../map/basemap.js';
import { createMap } from '../../map/map.js';
import { THEMES } from '../../map/theme.js';
import { cellCanvas } from '../heat/cell_canvas.js';
import { keyedFills } from './keyed_fills.js';
import { accessLooks, changeLooks, minuteLooks } from './looks.js';

const LAYERS = { grid: 'grids', community: 'communities', subdistrict: 'subdistricts' };
// Tiles are drawn one zoom closer in than they are made for; buildings are in those of zoom 14.
const BUILDINGS_FROM = 15;
const OPACITY = 0.78;
const FAR_ZOOM = 16;

/**
 * {map, looks, near(), showHomes(kind, body, cellKeys, homeKeys), showAreas(level, Map code → key), choose(GeoJSON or null, go), way(GeoJSON or null),
 * onNear(listener)}. kind: minutes or change; keys: one a cell and one a building, undefined for what is not drawn.
 */
export function createMapView(node, setup, { theme, lang, t, live }) {
  const map = createMap(node, setup, { theme, scaleAt: 'bottomright', zoomControl: false, padding: [140, 10, 20, 10] });
  L.control.zoom({ position: 'topright', zoomInTitle: t('zoomIn'), zoomOutTitle: t('zoomOut') }).addTo(map);
  for (const [name, zIndex] of Object.entries({ chosen: 540, way: 545, points: 560 })) map.createPane(name).style.zIndex = zIndex;
  for (const name of ['chosen', 'way']) map.getPane(name).style.pointerEvents = 'none';
  const settings = { theme, lang, live };
  const hatch = THEMES[theme].muted;
  const looks = { minutes: minuteLooks(theme, hatch), change: changeLooks(theme), access: accessLooks(theme, hatch) };
  const cells = Object.fromEntries(['minutes', 'change'].map((kind) => [kind, cellCanvas({ pane: 'heat', looks: looks[kind], opacity: OPACITY })]));
  const made = new Map();
  const accent = THEMES[theme].accent;
  const outline = L.geoJSON(null, { pane: 'chosen', interactive: false, style: { color: accent, weight: 4, fillOpacity: 0 } }).addTo(map);
  const casing = L.geoJSON(null, { pane: 'way', interactive: false, style: { color: THEMES[theme].ground, weight: 9, opacity: 0.9 } }).addTo(map);
  const line = L.geoJSON(null, { pane: 'way', interactive: false, style: { color: accent, weight: 5 } }).addTo(map);
  const nearListeners = [];
  let shown = { kind: '', near: false };
  groundLayer(setup, settings).addTo(map);

  const near = () => Math.round(map.getZoom()) >= BUILDINGS_FROM;

  function once(key, make) {
    if (!made.has(key)) made.set(key, make());
    return made.get(key);
  }

  const homesLayer = (kind) => once(`homes ${kind}`, () => keyedFills('buildings', looks[kind], setup, settings, 0.92));
  const areasLayer = (level) => once(`areas ${level}`, () => keyedFills(LAYERS[level], looks.access, setup, settings, OPACITY));

  function stack({ kind, level }) {
    const fine = level === 'grid';
    const heat = kind === 'areas' ? areasLayer(level) : near() ? homesLayer(kind) : cells[kind];
    return [
      ...(heat ? [heat] : []),
      once(`borders ${fine}`, () => borderLayer([...(fine ? [grids] : []), communities, subdistricts, districts], setup, settings)),
      once(`names ${fine}`, () => nameLayer([districts, subdistricts, communities, ...(fine ? [grids] : [])], setup, settings)),
    ];
  }

  function lay(next) {
    shown = { ...next, near: near() };
    const layers = stack(shown);
    for (const layer of shownLayers) if (!layers.includes(layer)) layer.remove();
    for (const layer of layers) if (!map.hasLayer(layer)) layer.addTo(map);
    shownLayers = layers;
  }
  let shownLayers = [];

  map.on('zoomend', () => {
    if (near() === shown.near) return;
    lay(shown);
    nearListeners.forEach((listener) => listener());
  });
  lay({ kind: 'minutes', level: 'subdistrict' });

  return {
    map, looks, near, accent, opacity: OPACITY,
    onNear: (listener) => nearListeners.push(listener),
    showHomes(kind, level, body, cellKeys, homeKeys) {
      cells[kind].set(body, cellKeys.map((key, cell) => [cell, key]).filter(([, key]) => key !== undefined));
      const keys = new Map(body.id.map((id, index) => [id, homeKeys[index]]));
      homesLayer(kind).show((feature) => keys.get(feature.id));
      lay({ kind, level });
    },
    showAreas(level, keys) {
      areasLayer(level).show((feature) => keys.get(feature.props.code));
      lay({ kind: 'areas', level });
    },
    choose(shape, go = false) {
      outline.clearLayers();
      if (!shape) return;
      outline.addData(shape);
      const bounds = outline.getBounds();
      if (go && bounds.isValid()) map.fitBounds(bounds.pad(0.2), { maxZoom: FAR_ZOOM });
    },
    way(shape) {
      for (const layer of [casing, line]) {
        layer.clearLayers();
        if (shape) layer.addData(shape);
      }
    },
  };
}
