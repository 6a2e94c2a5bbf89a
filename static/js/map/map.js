/** A Leaflet map framed to the loaded data, with panes in the order of the product. Global: L (classic script). */
import { THEMES } from './theme.js';

const PANES = { base: 200, heat: 320, borders: 360, labels: 420, marks: 480, alarms: 560 };
const NOTHING_LOADED = [[-60, -170], [75, 170]];

/** The setup a page embeds: {bounds, layers: name → TileJSON}. */
export function readSetup(id = 'map-setup') {
  return JSON.parse(document.getElementById(id).textContent);
}

/**
 * A map in an element. options: {theme, padding: [left, top, right, bottom] free of overlays, zoomControl, scaleAt, scalePx}.
 * Scale bar metric; keyboard on; no attribution prefix.
 */
export function createMap(element, setup, { theme = 'light', padding = [0, 0, 0, 0], zoomControl = true, scaleAt = 'bottomright', scalePx = 120 } = {}) {
  const map = L.map(element, {
    zoomControl: false, attributionControl: false, zoomSnap: 0.25, minZoom: 3, maxZoom: 19, keyboard: true,
  });
  element.style.background = THEMES[theme].ground;
  for (const [name, zIndex] of Object.entries(PANES)) map.createPane(name).style.zIndex = zIndex;
  map.getPane('labels').style.pointerEvents = 'none';
  if (zoomControl) L.control.zoom({ position: 'topright', ...zoomWords() }).addTo(map);
  L.control.scale({ imperial: false, position: scaleAt, maxWidth: scalePx }).addTo(map);
  frame(map, setup.bounds, padding);
  return map;
}

/** Fits the map to [west, south, east, north] in the part that overlays leave free. */
export function frame(map, bounds, [left, top, right, bottom] = [0, 0, 0, 0]) {
  const box = bounds ? [[bounds[1], bounds[0]], [bounds[3], bounds[2]]] : NOTHING_LOADED;
  map.fitBounds(box, { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], animate: false });
}

function zoomWords() {
  const english = document.documentElement.lang.startsWith('en');
  return english ? { zoomInTitle: 'Zoom in', zoomOutTitle: 'Zoom out' } : { zoomInTitle: '放大', zoomOutTitle: '缩小' };
}
