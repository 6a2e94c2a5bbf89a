/** The layers of a map one above the other, each switched, faded and filtered by itself; the ground as a whole. Globals: L. */
import { groundLayer } from '../basemap.js';
import { vectorLayer } from '../vector_layer.js';
import { heatLayer } from './heat_layer.js';
import alarms from '../layers/alarms.js';
import blocks from '../layers/blocks.js';
import buildings from '../layers/buildings.js';
import businesses from '../layers/businesses.js';
import communities from '../layers/communities.js';
import devices from '../layers/devices.js';
import districts from '../layers/districts.js';
import events from '../layers/events.js';
import gridTypes from '../layers/grid_types.js';
import grids from '../layers/grids.js';
import hotspots from '../layers/hotspots.js';
import partyBranches from '../layers/party_branches.js';
import places from '../layers/places.js';
import resources from '../layers/resources.js';
import roads from '../layers/roads.js';
import servicePoints from '../layers/service_points.js';
import subdistricts from '../layers/subdistricts.js';
import warnings from '../layers/warnings.js';

const DECLARED = Object.fromEntries(
  [alarms, blocks, businesses, communities, devices, districts, events, gridTypes, grids, hotspots, partyBranches, resources, servicePoints, subdistricts, warnings]
    .map((declaration) => [declaration.name, declaration]),
);
// Names stand in one layer, so that they keep clear of each other; most important first.
const NAMED = ['districts', 'subdistricts', 'grid_types', 'communities', 'grids'];
const HEAT = 'events_heat';
const LOWEST = { polygon: 300, line: 340, point: 440 };
const OUTSIDE_PANE = 190;

/** Whether this stack can draw a layer by name. */
export function isDrawable(name) {
  return name in DECLARED || name === HEAT;
}

/**
 * A stack on a map. options: {setup, order: names from below, settings: {theme, lang, policy, live, scale, sharp: pixels of a canvas per CSS pixel, for paper}, basemaps,
 * onBusy(whether tiles are on their way)}.
 * show(name, on), fade(name, opacity), filter(name, values), ground(name), drawn(): canvas layers from the top, heat: its figures.
 */
export function createLayerStack(map, { setup, order, settings, basemaps = [], onBusy = () => {} }) {
  const shown = new Map();
  const opacities = new Map();
  const queries = {};
  let base = null;
  let ground = null;
  let outside = [];
  let names = null;
  let namedOf = '';
  const heatListeners = new Set();
  const waiting = new Set();

  function paneOf(name) {
    const pane = `layer-${name}`;
    if (map.getPane(pane)) return pane;
    const node = map.createPane(pane);
    const geometry = setup.layers[name].geometry ?? kindOf(name);
    node.style.zIndex = (LOWEST[geometry] ?? LOWEST.polygon) + order.indexOf(name);
    node.style.pointerEvents = 'none';
    return pane;
  }

  const canvas = (declarations, more) => watched(vectorLayer(declarations, setup, { ...settings, ...more }));

  /** Tells when tiles are on their way and when all are there; a layer that is taken away waits for nothing. */
  function watched(layer) {
    const tell = (busy) => {
      if (busy) waiting.add(layer);
      else waiting.delete(layer);
      onBusy(waiting.size > 0);
    };
    return layer.on('loading', () => tell(true)).on('load remove', () => tell(false));
  }

  function make(name) {
    const pane = paneOf(name);
    if (name === HEAT) return heatLayer(map, setup.layers[name], { pane, theme: settings.theme, query: queries[name] ?? {}, live: settings.live, onFigures: tellHeat });
    return canvas([DECLARED[name]], { pane, queries: { [name]: queries[name] ?? {} }, labels: ['alarms', 'hotspots', 'warnings'].includes(name) ? undefined : false });
  }

  function tellHeat(figures) {
    for (const listener of heatListeners) listener(figures);
  }

  function show(name, on) {
    if (!setup.layers[name] || !isDrawable(name) || shown.has(name) === on) return;
    if (on) {
      shown.set(name, make(name).addTo(map));
      fade(name, opacities.get(name) ?? 1);
    } else {
      shown.get(name).remove();
      shown.delete(name);
    }
    nameAnew();
  }

  function fade(name, opacity) {
    opacities.set(name, opacity);
    const pane = map.getPane(`layer-${name}`);
    if (pane) pane.style.opacity = opacity < 1 ? String(opacity) : '';
  }

  function filter(name, values) {
    queries[name] = values;
    if (!shown.has(name)) return;
    shown.get(name).remove();
    shown.set(name, make(name).addTo(map));
  }

  function nameAnew() {
    const labelled = NAMED.filter((name) => shown.has(name)).map((name) => DECLARED[name]);
    const wanted = [...labelled, ...(base === 'own' ? [places, roads] : [])];
    const key = wanted.map(({ name }) => name).join();
    if (key === namedOf) return;
    namedOf = key;
    names?.remove();
    names = wanted.length > 0 ? canvas(wanted, { pane: 'labels', paint: false }).addTo(map) : null;
  }

  function setGround(name) {
    const chosen = basemaps.find((one) => one.name === name);
    const next = chosen || name === 'none' ? name : 'own';
    if (next === base) return;
    base = next;
    for (const layer of [ground, ...outside]) layer?.remove();
    ground = base === 'own' ? watched(groundLayer(setup, settings)).addTo(map) : null;
    outside = chosen ? outsideLayers(map, chosen) : [];
    nameAnew();
  }

  return {
    show,
    fade,
    filter,
    ground: setGround,
    base: () => base,
    isShown: (name) => shown.has(name),
    opacity: (name) => opacities.get(name) ?? 1,
    query: (name) => queries[name] ?? {},
    onHeat: (listener) => heatListeners.add(listener),
    /** [name, canvas layer], the uppermost first; the ground last, for its buildings. */
    drawn() {
      const found = order.filter((name) => shown.has(name) && name !== HEAT).sort((a, b) => zOf(b) - zOf(a)).map((name) => [name, shown.get(name)]);
      return ground && setup.layers.buildings ? [...found, ['buildings', ground]] : found;
    },
    credits: () => basemaps.filter(({ name }) => name === base).map(({ credit }) => credit),
  };

  function zOf(name) {
    return Number(map.getPane(`layer-${name}`).style.zIndex);
  }
}

function kindOf(name) {
  if (['districts', 'subdistricts', 'communities', 'grids'].includes(name)) return 'line';
  return ['grid_types', 'hotspots', HEAT].includes(name) ? 'polygon' : 'point';
}

/** Tiles of others, through our own server; their layer of names above them. */
function outsideLayers(map, { name, names, credit }) {
  if (!map.getPane('outside')) map.createPane('outside').style.zIndex = OUTSIDE_PANE;
  const attribution = escaped(credit);
  const tiles = (source) => L.tileLayer(`/basemaps/${source}/{z}/{x}/{y}`, { pane: 'outside', maxNativeZoom: 18, maxZoom: 19, attribution });
  return [name, ...(names ? [names] : [])].map((source) => tiles(source).addTo(map));
}

/** Text for Leaflet's attribution, which takes markup. */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
