/** The map of the desk: one kind of heat at a time between ground and borders, names above; a place chosen on it. Global: L. */
import hotspots from '../../map/layers/hotspots.js';
import warnings from '../../map/layers/warnings.js';
import { HEAT_OPACITY, heatSurface } from '../../map/heat_surface.js';
import { featuresAt } from '../../map/tools/pick.js';
import { vectorLayer } from '../../map/vector_layer.js';
import { createDeskMap } from '../desk/desk_map.js';
import { areaFills } from './area_fills.js';
import { cellCanvas } from './cell_canvas.js';
import { foundPlaces } from './found_places.js';
import { changeLooks, heatLooks } from './looks.js';

const FAR_ZOOM = 15;
// What is smaller on the screen is gone to, even where it is in view.
const LEAST_PX = 40;

/**
 * {map, show(kind, {level, category, byArea, warned}), surface, cells, changes, areas(level), changedAreas(level), choose(GeoJSON or null, {go}),
 * goTo(bounds), found: see found_places, looks, accent, warningAt(latlng)}. kind: surface, cells, grids, change, hotspots or frames.
 */
export function createMapView(node, setup, given) {
  const { theme } = given;
  const desk = createDeskMap(node, setup, given);
  const { map, lines, accent, settings, once, goTo } = desk;
  const legend = setup.layers.events_heat.legend;
  const looks = { heat: heatLooks(legend, theme), change: changeLooks(theme) };
  const surface = heatSurface({ pane: 'heat', legend, theme });
  const cells = cellCanvas({ pane: 'heat', looks: looks.heat, opacity: HEAT_OPACITY });
  const changes = cellCanvas({ pane: 'heat', looks: looks.change, opacity: HEAT_OPACITY });
  const found = foundPlaces(map, { accent, lines });
  const areas = (kind, level) => once(`areas ${kind} ${level}`, () => areaFills(level, looks[kind], setup, settings));

  function heatOf(kind, { level, category, byArea }) {
    if (kind === 'surface') return [surface];
    if (kind === 'cells' || kind === 'frames') return [cells];
    if (kind === 'grids') return [areas('heat', level)];
    if (kind === 'change') return [byArea ? areas('change', level) : changes];
    // Hot spots are kept by category; the layer shows those of all events unless exactly one is chosen.
    return [once(`hot ${category}`, () => vectorLayer([hotspots], setup, { ...settings, pane: 'heat', labels: false, queries: { hotspots: { category } } }))];
  }

  function show(kind, { level, category, byArea, warned }) {
    const marks = warned ? [once('warnings', () => vectorLayer([warnings], setup, { ...settings, pane: 'marks' }))] : [];
    desk.lay([...heatOf(kind, { level, category, byArea }), ...marks], byArea && level === 'grid' && kind !== 'frames');
  }

  const widthOf = (bounds) => map.latLngToContainerPoint(bounds.getNorthEast()).x - map.latLngToContainerPoint(bounds.getSouthWest()).x;

  return {
    map, lines, show, found, surface, cells, changes, looks, accent, goTo,
    areas: (level) => areas('heat', level),
    /** The uuid of the warning whose mark or square is at a place; null where there is none. */
    warningAt(latlng) {
      const layer = desk.made('warnings');
      const there = layer?._map ? featuresAt({ drawn: () => [['warnings', layer]] }, latlng) : [];
      return there[0]?.properties.uuid ?? null;
    },
    changedAreas: (level) => areas('change', level),
    choose(shape, { go = false } = {}) {
      const bounds = desk.outline(shape);
      if (go && bounds && (!map.getBounds().contains(bounds) || widthOf(bounds) < LEAST_PX)) goTo(bounds.pad(0.6), { maxZoom: FAR_ZOOM });
    },
  };
}
