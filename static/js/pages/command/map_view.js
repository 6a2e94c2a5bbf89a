/** The map of the wall screen: ground, heat, types, borders, names, late events, the selected area. Global: L. */
import { heatSurface } from '../../map/heat_surface.js';
import { createMap, frame } from '../../map/map.js';
import { THEMES } from '../../map/theme.js';
import { alarmLayer } from './alarm_marks.js';
import { lateLayer } from './late_marks.js';
import { createTileLayers } from './tile_layers.js';
import { warningLayer } from './warning_marks.js';

const WORLD = [[-89, -179], [-89, 179], [89, 179], [89, -179]];
const VEIL_OPACITY = 0.6;

/** The map with its switchable layers; options: {setup, lang, scale, policy, live, legend, onPlace(lon, lat)}. */
export function createMapView(node, { setup, lang, scale, policy, live, legend, onPlace }) {
  const settings = { theme: 'dark', lang, scale, policy, live };
  const map = createMap(node, setup, { theme: 'dark', padding: padding(), zoomControl: false, scalePx: Math.max(120, innerWidth / 16) });
  L.control.zoom({ position: 'bottomright', ...zoomWords(lang) }).addTo(map);
  const tiles = createTileLayers(map, setup, settings);
  const veil = L.layerGroup().addTo(map);
  // Every canvas as large as the screen costs frames while the map moves.
  const [low, high] = [['heat', 0.3], ['alarms', 0.2]].map(([pane, padding]) => L.canvas({ pane, padding }));
  const setVeil = () => drawVeil(veil, low, setup);
  setVeil();
  const heat = heatSurface({ pane: 'heat', legend: setup.layers.events_heat?.legend ?? { items: [] }, theme: 'dark', renderer: low });
  const late = lateLayer(scale);
  const alarms = alarmLayer(setup.layers.alarms.legend, { lang, scale, renderer: high });
  const warnings = warningLayer(setup.layers.warnings.legend, { lang, scale, renderer: high });
  warnings.layer.addTo(map);
  alarms.layer.addTo(map);
  const selected = L.geoJSON(null, selectedOptions()).addTo(map);
  let framed = setup.bounds;
  const reframe = () => frame(map, framed, padding(framed === setup.bounds ? 0 : legend.offsetWidth * 1.1));
  followSize(map, node, reframe);
  map.on('click', ({ latlng }) => onPlace(latlng.lng, latlng.lat));
  return {
    map,
    setHeat: heat.show,
    /** What stands on the map of figures: late events, and the names that words of alarms keep clear of. */
    setLate(kit) {
      late.update(kit);
      alarms.around(kit.figures.by_area, kit.nameOf);
    },
    setAlarms: alarms.update,
    setWarnings(rows) {
      warnings.update(rows);
      alarms.beside(rows);
    },
    /** Shows a box [west, south, east, north] with room around it, until an area is selected. */
    look(box) {
      framed = box;
      reframe();
    },
    setEvents: tiles.setEvents,
    setVeil,
    show(chosen) {
      for (const [name, layer] of Object.entries({ heat, late: late.layer })) {
        if (chosen.includes(name)) layer.addTo(map);
        else layer.remove();
      }
      tiles.show(chosen);
    },
    select(geometry) {
      selected.clearLayers();
      if (geometry) selected.addData(geometry);
      framed = geometry ? boundsOf(selected) : setup.bounds;
      reframe();
    },
  };
}

/** The room that overlays take: the legend left, of which a whole district leaves the corner free anyway. */
function padding(legendWidth = 0) {
  const [left, ...others] = [210, 30, 24, 16].map((room) => room * innerWidth / 1920);
  return [Math.max(left, legendWidth), ...others];
}

/** Frames anew when the map's element has another size than before. */
function followSize(map, node, reframe) {
  let known = `${node.clientWidth} ${node.clientHeight}`;
  new ResizeObserver(() => {
    const size = `${node.clientWidth} ${node.clientHeight}`;
    if (size === known) return;
    known = size;
    map.invalidateSize({ pan: false });
    reframe();
  }).observe(node);
}

function selectedOptions() {
  const style = { color: THEMES.dark.accent, weight: Math.max(4, innerWidth / 480), fill: false };
  return { pane: 'alarms', interactive: false, style };
}

function zoomWords(lang) {
  return lang === 'en' ? { zoomInTitle: 'Zoom in', zoomOutTitle: 'Zoom out' } : { zoomInTitle: '放大', zoomOutTitle: '缩小' };
}

function boundsOf(layer) {
  const box = layer.getBounds();
  return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
}

/** Dims what lies outside the loaded districts. */
async function drawVeil(group, renderer, setup) {
  if (!setup.layers.districts || !setup.bounds) return;
  const response = await fetch('/layers/districts.geojson').catch(() => null);
  if (!response?.ok) return;
  const outer = (await response.json()).features
    .flatMap((feature) => feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates)
    .map((polygon) => polygon[0].map(([lon, lat]) => [lat, lon]));
  group.clearLayers();
  if (outer.length === 0) return;
  L.polygon([WORLD, ...outer], {
    renderer, pane: 'heat', interactive: false, stroke: false, fillColor: THEMES.dark.ground, fillOpacity: VEIL_OPACITY,
  }).addTo(group);
}
