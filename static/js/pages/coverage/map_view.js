/** The map of the desk: cells far out, buildings closer in, or areas; points and the way to one above. Global: L. */
import { THEMES } from '../../map/theme.js';
import { createDeskMap } from '../desk/desk_map.js';
import { cellCanvas } from '../heat/cell_canvas.js';
import { keyedFills } from './keyed_fills.js';
import { accessLooks, changeLooks, minuteLooks } from './looks.js';

const LAYERS = { grid: 'grids', community: 'communities', subdistrict: 'subdistricts' };
// Marks of points are small where they would hide the names.
const FULL_MARKS_FROM = 12.5;
// Tiles are drawn one zoom closer in than they are made for; buildings are in those of zoom 14.
const BUILDINGS_FROM = 15;
const OPACITY = 0.78;
const FAR_ZOOM = 16;

/**
 * {map, looks, near(), showHomes(kind, body, cellKeys, homeKeys), showAreas(level, Map code → key), choose(GeoJSON or null, go), way(GeoJSON or null),
 * onNear(listener)}. kind: minutes or change; keys: one a cell and one a building, undefined for what is not drawn.
 */
export function createMapView(node, setup, given) {
  const { theme } = given;
  const desk = createDeskMap(node, setup, given);
  const { map, accent, settings, once } = desk;
  for (const [name, zIndex] of Object.entries({ way: 545, points: 560 })) map.createPane(name).style.zIndex = zIndex;
  map.getPane('way').style.pointerEvents = 'none';
  const hatch = THEMES[theme].muted;
  const looks = { minutes: minuteLooks(theme, hatch), change: changeLooks(theme), access: accessLooks(theme, hatch) };
  const cells = Object.fromEntries(['minutes', 'change'].map((kind) => [kind, cellCanvas({ pane: 'heat', looks: looks[kind], opacity: OPACITY })]));
  const walks = L.canvas({ pane: 'way', padding: 0.3 });
  const casing = L.geoJSON(null, { pane: 'way', renderer: walks, interactive: false, style: { color: THEMES[theme].ground, weight: 9, opacity: 0.9 } }).addTo(map);
  const line = L.geoJSON(null, { pane: 'way', renderer: walks, interactive: false, style: { color: accent, weight: 5 } }).addTo(map);
  const nearListeners = [];
  let shown = { kind: '', near: false };

  const near = () => Math.round(map.getZoom()) >= BUILDINGS_FROM;
  const homesLayer = (kind) => once(`homes ${kind}`, () => keyedFills('buildings', looks[kind], setup, settings, 0.92));
  const areasLayer = (level) => once(`areas ${level}`, () => keyedFills(LAYERS[level], looks.access, setup, settings, OPACITY));

  function lay(next) {
    shown = { ...next, near: near() };
    const { kind, level } = shown;
    const heat = kind === 'areas' ? areasLayer(level) : near() ? homesLayer(kind) : cells[kind];
    desk.lay(heat ? [heat] : [], level === 'grid');
  }

  const small = () => map.getZoom() < FULL_MARKS_FROM;
  const sizeMarks = () => node.classList.toggle('far', small());
  sizeMarks();
  map.on('zoomend', () => {
    sizeMarks();
    if (near() === shown.near) return;
    lay(shown);
    nearListeners.forEach((listener) => listener());
  });
  lay({ kind: 'minutes', level: 'subdistrict' });

  return {
    map, looks, near, small, walks, accent, opacity: OPACITY, colours: THEMES[theme],
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
      const bounds = desk.outline(shape);
      if (go && bounds) desk.goTo(bounds.pad(0.1), { maxZoom: FAR_ZOOM });
    },
    way(shape) {
      for (const layer of [casing, line]) {
        layer.clearLayers();
        if (shape) layer.addData(shape);
      }
    },
  };
}
