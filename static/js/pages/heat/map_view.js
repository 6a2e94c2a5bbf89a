/** The map of the desk: one kind of heat at a time between ground and borders, names above; a place chosen on it. Global: L. */
import communities from '../../map/layers/communities.js';
import districts from '../../map/layers/districts.js';
import grids from '../../map/layers/grids.js';
import hotspots from '../../map/layers/hotspots.js';
import subdistricts from '../../map/layers/subdistricts.js';
import warnings from '../../map/layers/warnings.js';
import { borderLayer, groundLayer, nameLayer } from '../../map/basemap.js';
import { createMap } from '../../map/map.js';
import { featuresAt } from '../../map/tools/pick.js';
import { THEMES } from '../../map/theme.js';
import { vectorLayer } from '../../map/vector_layer.js';
import { areaFills } from './area_fills.js';
import { cellCanvas } from './cell_canvas.js';
import { foundPlaces } from './found_places.js';
import { changeLooks, heatLooks } from './looks.js';
import { HEAT_OPACITY, surfaceLayer } from './surface_layer.js';

const FAR_ZOOM = 15;
// What is smaller on the screen is gone to, even where it is in view.
const LEAST_PX = 40;
// Where the page is narrow, nothing lies over the map.
const NARROW = '(max-width: 1199px)';
const FREE = { wide: [232, 10, 60, 10], narrow: [6, 6, 6, 6] };

/**
 * {map, show(kind, {level, category, byArea, warned}), surface, cells, changes, areas(level), changedAreas(level), choose(GeoJSON or null, {go}),
 * goTo(bounds), found: see found_places, looks, accent, warningAt(latlng)}. kind: surface, cells, grids, change, hotspots or frames.
 */
export function createMapView(node, setup, { theme, lang, t, live }) {
  const free = () => FREE[window.matchMedia(NARROW).matches ? 'narrow' : 'wide'];
  const map = createMap(node, setup, { theme, scaleAt: 'bottomright', zoomControl: false, padding: free() });
  L.control.zoom({ position: 'topright', zoomInTitle: t('zoomIn'), zoomOutTitle: t('zoomOut') }).addTo(map);
  map.createPane('chosen').style.zIndex = 540;
  map.getPane('chosen').style.pointerEvents = 'none';
  // On canvas, so that a picture of the map holds them.
  const lines = L.canvas({ pane: 'chosen', padding: 0.3 });
  const settings = { theme, lang, live };
  const legend = setup.layers.events_heat.legend;
  const looks = { heat: heatLooks(legend, theme, THEMES[theme].muted), change: changeLooks(theme) };
  const surface = surfaceLayer({ pane: 'heat', legend, theme });
  const cells = cellCanvas({ pane: 'heat', looks: looks.heat, opacity: HEAT_OPACITY });
  const changes = cellCanvas({ pane: 'heat', looks: looks.change, opacity: HEAT_OPACITY });
  const filled = { heat: new Map(), change: new Map() };
  const made = new Map();
  const outline = L.geoJSON(null, { pane: 'chosen', renderer: lines, interactive: false, style: { color: THEMES[theme].accent, weight: 4, fillOpacity: 0 } }).addTo(map);
  const found = foundPlaces(map, { accent: THEMES[theme].accent, lines });
  groundLayer(setup, settings).addTo(map);
  let shown = [];

  function areas(kind, level) {
    if (!filled[kind].has(level)) filled[kind].set(level, areaFills(level, looks[kind], setup, settings));
    return filled[kind].get(level);
  }

  function once(key, make) {
    if (!made.has(key)) made.set(key, make());
    return made.get(key);
  }

  function heatOf(kind, { level, category, byArea }) {
    if (kind === 'surface') return [surface];
    if (kind === 'cells' || kind === 'frames') return [cells];
    if (kind === 'grids') return [areas('heat', level)];
    if (kind === 'change') return [byArea ? areas('change', level) : changes];
    // Hot spots are kept by category; the layer shows those of all events unless exactly one is chosen.
    return [once(`hot ${category}`, () => vectorLayer([hotspots], setup, { ...settings, pane: 'heat', labels: false, queries: { hotspots: { category } } }))];
  }

  function show(kind, { level, category, byArea, warned }) {
    const fine = byArea && level === 'grid' && kind !== 'frames';
    const next = [
      ...heatOf(kind, { level, category, byArea }),
      once(`borders ${fine}`, () => borderLayer([...(fine ? [grids] : []), communities, subdistricts, districts], setup, settings)),
      once(`names ${fine}`, () => nameLayer([districts, subdistricts, communities, ...(fine ? [grids] : [])], setup, settings)),
      ...(warned ? [once('warnings', () => vectorLayer([warnings], setup, { ...settings, pane: 'marks' }))] : []),
    ];
    for (const layer of shown) if (!next.includes(layer)) layer.remove();
    for (const layer of next) if (!map.hasLayer(layer)) layer.addTo(map);
    shown = next;
  }

  const widthOf = (bounds) => map.latLngToContainerPoint(bounds.getNorthEast()).x - map.latLngToContainerPoint(bounds.getSouthWest()).x;

  return {
    map, lines, show, found, surface, cells, changes, looks, accent: THEMES[theme].accent,
    areas: (level) => areas('heat', level),
    /** The uuid of the warning whose mark or square is at a place; null where there is none. */
    warningAt(latlng) {
      const layer = made.get('warnings');
      const found = layer?._map ? featuresAt({ drawn: () => [['warnings', layer]] }, latlng) : [];
      return found[0]?.properties.uuid ?? null;
    },
    changedAreas: (level) => areas('change', level),
    /** Moves the map to bounds, in the part that nothing covers. */
    goTo(bounds, more = {}) {
      const [left, top, right, bottom] = free();
      map.fitBounds(bounds, { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], ...more });
    },
    choose(shape, { go = false } = {}) {
      outline.clearLayers();
      if (!shape) return;
      outline.addData(shape);
      const bounds = outline.getBounds();
      if (go && bounds.isValid() && (!map.getBounds().contains(bounds) || widthOf(bounds) < LEAST_PX)) this.goTo(bounds.pad(0.6), { maxZoom: FAR_ZOOM });
    },
  };
}
