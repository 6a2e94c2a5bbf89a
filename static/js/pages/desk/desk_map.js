/** The map of a desk: the ground, one drawing at a time between it and the borders, names above, the chosen outline. Global: L. */
import communities from '../../map/layers/communities.js';
import districts from '../../map/layers/districts.js';
import grids from '../../map/layers/grids.js';
import subdistricts from '../../map/layers/subdistricts.js';
import { borderLayer, groundLayer, nameLayer } from '../../map/basemap.js';
import { createMap, frame as frameTo } from '../../map/map.js';
import { THEMES } from '../../map/theme.js';

// Where the page is narrow, nothing lies over the map; elsewhere the legend and the zoom do.
const NARROW = '(max-width: 1199px)';
const FREE = { wide: [240, 10, 60, 10], narrow: [6, 6, 6, 6] };

/**
 * {map, lines, accent, settings, outline(GeoJSON or null) → its bounds or null, goTo(bounds, more), once(key, make), lay(layers, fine)}.
 * lay: the layers between ground and borders, and whether borders and names of grids are drawn.
 */
export function createDeskMap(node, setup, { theme, lang, t, live }) {
  const map = createMap(node, setup, { theme, scaleAt: 'bottomright', zoomControl: false, padding: free() });
  L.control.zoom({ position: 'topright', zoomInTitle: t('zoomIn'), zoomOutTitle: t('zoomOut') }).addTo(map);
  followSize(map, node, setup.bounds);
  map.createPane('chosen').style.zIndex = 540;
  map.getPane('chosen').style.pointerEvents = 'none';
  // On canvas, so that a picture of the map holds them.
  const lines = L.canvas({ pane: 'chosen', padding: 0.3 });
  const { accent } = THEMES[theme];
  const chosen = L.geoJSON(null, { pane: 'chosen', renderer: lines, interactive: false, style: { color: accent, weight: 4, fillOpacity: 0 } }).addTo(map);
  const settings = { theme, lang, live };
  const made = new Map();
  let shown = [];
  groundLayer(setup, settings).addTo(map);

  function once(key, make) {
    if (!made.has(key)) made.set(key, make());
    return made.get(key);
  }

  function frame(fine) {
    return [
      once(`borders ${fine}`, () => borderLayer([...(fine ? [grids] : []), communities, subdistricts, districts], setup, settings)),
      once(`names ${fine}`, () => nameLayer([districts, subdistricts, communities, ...(fine ? [grids] : [])], setup, settings)),
    ];
  }

  return {
    map, lines, accent, settings, once,
    made: (key) => made.get(key),
    lay(layers, fine) {
      const next = [...layers, ...frame(fine)];
      for (const layer of shown) if (!next.includes(layer)) layer.remove();
      for (const layer of next) if (!map.hasLayer(layer)) layer.addTo(map);
      shown = next;
    },
    outline(shape) {
      chosen.clearLayers();
      if (!shape) return null;
      chosen.addData(shape);
      const bounds = chosen.getBounds();
      return bounds.isValid() ? bounds : null;
    },
    /** Moves the map to bounds, in the part that nothing covers. */
    goTo(bounds, more = {}) {
      const [left, top, right, bottom] = free();
      map.fitBounds(bounds, { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom], ...more });
    },
  };
}

/** Bars beside the map fill later: the whole is framed again, or the place that somebody went to kept; neither is a move for the address. */
function followSize(map, node, bounds) {
  let whole = true;
  map.framing = false;
  map.on('movestart', () => { whole &&= map.framing; });
  new ResizeObserver(() => {
    const [centre, zoom] = [map.getCenter(), map.getZoom()];
    map.framing = true;
    map.invalidateSize({ pan: false });
    if (whole) frameTo(map, bounds, free());
    else map.setView(centre, zoom, { animate: false });
    map.framing = false;
  }).observe(node);
}

/** [left, top, right, bottom] of the map that its overlays cover, in pixels. */
function free() {
  return FREE[window.matchMedia(NARROW).matches ? 'narrow' : 'wide'];
}
