/** The map of the wall screen: ground, heat, types, borders, names, late events, the selected area. Global: L. */
import communities from '../../map/layers/communities.js';
import districts from '../../map/layers/districts.js';
import events from '../../map/layers/events.js';
import gridTypes from '../../map/layers/grid_types.js';
import grids from '../../map/layers/grids.js';
import servicePoints from '../../map/layers/service_points.js';
import subdistricts from '../../map/layers/subdistricts.js';
import { groundLayer, nameLayer, overlay } from '../../map/basemap.js';
import { createMap, frame } from '../../map/map.js';
import { THEMES } from '../../map/theme.js';
import { vectorLayer } from '../../map/vector_layer.js';
import { lateLayer } from './late_marks.js';

const WORLD = [[-89, -179], [-89, 179], [89, 179], [89, -179]];
const HEAT_OPACITY = 0.78;
const VEIL_OPACITY = 0.6;

/** The map with its switchable layers; options: {setup, lang, scale, policy, onPlace(lon, lat)}. */
export function createMapView(node, { setup, lang, scale, policy, onPlace }) {
  const settings = { theme: 'dark', lang, scale, policy };
  const map = createMap(node, setup, { theme: 'dark', padding: padding(), zoomControl: false, scalePx: Math.max(120, innerWidth / 16) });
  L.control.zoom({ position: 'bottomright', ...zoomWords(lang) }).addTo(map);
  groundLayer(setup, settings).addTo(map);
  overlay(setup, settings).addTo(map);
  for (const one of [communities, subdistricts, districts]) border(one, setup, settings).addTo(map);
  addVeil(map, setup);
  const heat = L.geoJSON(null, heatOptions(setup));
  const late = lateLayer(scale);
  const selected = L.geoJSON(null, { pane: 'alarms', interactive: false, style: { color: THEMES.dark.accent, weight: Math.max(4, innerWidth / 480), fill: false } }).addTo(map);
  const layers = { ...tileLayers(setup, settings), heat, late: late.layer };
  const names = switchedNames(map, setup, settings);
  let asked = '';
  let framed = setup.bounds;
  const reframe = () => frame(map, framed, padding());
  window.addEventListener('resize', reframe);
  map.on('click', ({ latlng }) => onPlace(latlng.lng, latlng.lat));
  return {
    map,
    setHeat: (collection) => { heat.clearLayers(); heat.addData(collection); },
    setLate: late.update,
    setEvents(query, version) {
      const next = JSON.stringify([query, version]);
      const shown = map.hasLayer(layers.events);
      if (next !== asked) {
        layers.events.remove();
        layers.events = eventLayer(setup, settings, query);
        if (shown) layers.events.addTo(map);
      } else if (shown) layers.events.rerenderTiles();
      asked = next;
    },
    show(chosen) {
      for (const [name, layer] of Object.entries(layers)) {
        if (chosen.includes(name)) layer.addTo(map);
        else layer.remove();
      }
      names(chosen.includes('types'));
    },
    select(geometry) {
      selected.clearLayers();
      if (geometry) selected.addData(geometry);
      framed = geometry ? boundsOf(selected) : setup.bounds;
      reframe();
    },
  };
}

/** The room that overlays take: legend and trail left. */
function padding() {
  return [210, 30, 24, 16].map((room) => room * innerWidth / 1920);
}

function tileLayers(setup, settings) {
  return {
    types: vectorLayer([gridTypes], setup, { ...settings, pane: 'heat', labels: false }),
    grids: vectorLayer([grids], setup, { ...settings, pane: 'borders' }),
    points: vectorLayer([servicePoints], setup, { ...settings, pane: 'marks' }),
    events: eventLayer(setup, settings, {}),
  };
}

function eventLayer(setup, settings, query) {
  return vectorLayer([events], setup, { ...settings, pane: 'marks', query });
}

function border(declaration, setup, settings) {
  return vectorLayer([declaration], setup, { ...settings, pane: 'borders', labels: false });
}

/** A function that puts the names on the map, with or without the letters of grid types among them. */
function switchedNames(map, setup, settings) {
  const areas = [districts, subdistricts];
  const plain = nameLayer([...areas, communities], setup, settings);
  const withTypes = nameLayer([...areas, gridTypes, communities], setup, settings);
  return (types) => {
    (types ? plain : withTypes).remove();
    (types ? withTypes : plain).addTo(map);
  };
}

function zoomWords(lang) {
  return lang === 'en' ? { zoomInTitle: 'Zoom in', zoomOutTitle: 'Zoom out' } : { zoomInTitle: '放大', zoomOutTitle: '缩小' };
}

function boundsOf(layer) {
  const box = layer.getBounds();
  return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
}

function heatOptions(setup) {
  const swatches = setup.layers.events_heat?.legend.items.map((item) => item.swatch.dark) ?? [];
  return {
    pane: 'heat', interactive: false, renderer: L.canvas({ pane: 'heat', padding: 0.3 }),
    style: (feature) => ({ stroke: false, fillColor: swatches[feature.properties.band], fillOpacity: HEAT_OPACITY }),
  };
}

/** Dims what lies outside the loaded districts. */
async function addVeil(map, setup) {
  if (!setup.layers.districts || !setup.bounds) return;
  const response = await fetch('/layers/districts.geojson').catch(() => null);
  if (!response?.ok) return;
  const outer = (await response.json()).features
    .flatMap((feature) => feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates)
    .map((polygon) => polygon[0].map(([lon, lat]) => [lat, lon]));
  if (outer.length === 0) return;
  L.polygon([WORLD, ...outer], {
    pane: 'heat', interactive: false, stroke: false, fillColor: THEMES.dark.ground, fillOpacity: VEIL_OPACITY,
  }).addTo(map);
}
