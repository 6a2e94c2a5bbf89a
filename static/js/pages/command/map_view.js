/** The map of the wall screen: ground, heat, borders, types, late events, the selected area. Global: L. */
import communities from '../../map/layers/communities.js';
import districts from '../../map/layers/districts.js';
import events from '../../map/layers/events.js';
import gridTypes from '../../map/layers/grid_types.js';
import grids from '../../map/layers/grids.js';
import servicePoints from '../../map/layers/service_points.js';
import subdistricts from '../../map/layers/subdistricts.js';
import { addBasemap } from '../../map/basemap.js';
import { createMap, frame } from '../../map/map.js';
import { THEMES } from '../../map/theme.js';
import { vectorLayer } from '../../map/vector_layer.js';

const WORLD = [[-89, -179], [-89, 179], [89, 179], [89, -179]];
const HEAT_OPACITY = 0.78;

/** The map with its switchable layers; options: {setup, lang, scale, onPlace(lon, lat)}. */
export function createMapView(node, { setup, lang, scale, onPlace }) {
  const settings = { theme: 'dark', lang, scale };
  const padding = [200, 24, 24, 16].map((room) => room * scale);
  const map = createMap(node, setup, { theme: 'dark', padding, zoomControl: false });
  L.control.zoom({ position: 'bottomright' }).addTo(map);
  addBasemap(map, setup, settings, [districts, subdistricts, communities]);
  const borders = { ...settings, pane: 'borders' };
  const layers = {
    types: vectorLayer([gridTypes], setup, { ...settings, pane: 'heat' }),
    grids: vectorLayer([grids], setup, borders),
    late: vectorLayer([events], setup, { ...settings, pane: 'marks' }),
    points: vectorLayer([servicePoints], setup, { ...settings, pane: 'marks' }),
  };
  vectorLayer([communities], setup, { ...borders, labels: false }).addTo(map);
  vectorLayer([subdistricts, districts], setup, { ...borders, labels: false }).addTo(map);
  const heat = L.geoJSON(null, heatOptions(setup, map));
  const selected = L.geoJSON(null, { pane: 'alarms', interactive: false, style: selectedStyle() });
  selected.addTo(map);
  map.on('click', ({ latlng }) => onPlace(latlng.lng, latlng.lat));
  addVeil(map, setup);
  return {
    map,
    setHeat: (collection) => { heat.clearLayers(); heat.addData(collection); },
    show: (names) => showOnly(map, { ...layers, heat }, names),
    select: (geometry) => {
      selected.clearLayers();
      if (geometry) selected.addData(geometry);
      frame(map, geometry ? boundsOf(selected) : setup.bounds, padding);
    },
  };
}

function boundsOf(layer) {
  const box = layer.getBounds();
  return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
}

function heatOptions(setup, map) {
  const swatches = setup.layers.events_heat?.legend.items.map((item) => item.swatch.dark) ?? [];
  return {
    pane: 'heat', interactive: false, renderer: L.canvas({ pane: 'heat', padding: 0.3 }),
    style: (feature) => ({ stroke: false, fillColor: swatches[feature.properties.band], fillOpacity: HEAT_OPACITY }),
    attribution: map ? '' : undefined,
  };
}

function selectedStyle() {
  return { color: THEMES.dark.accent, weight: 4, opacity: 1, fill: false };
}

function showOnly(map, layers, names) {
  for (const [name, layer] of Object.entries(layers)) {
    if (names.includes(name)) layer.addTo(map);
    else layer.remove();
  }
}

/** Dims what lies outside the loaded district. */
async function addVeil(map, setup) {
  if (!setup.layers.districts || !setup.bounds) return;
  const response = await fetch('/layers/districts.geojson');
  if (!response.ok) return;
  const outer = (await response.json()).features
    .flatMap((feature) => feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates)
    .map((polygon) => polygon[0].map(([lon, lat]) => [lat, lon]));
  if (outer.length === 0) return;
  L.polygon([WORLD, ...outer], {
    pane: 'heat', interactive: false, stroke: false, fillColor: THEMES.dark.ground, fillOpacity: 0.6,
  }).addTo(map);
}
