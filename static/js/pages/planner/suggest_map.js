/** A suggested division on the map before it is taken: ground by what becomes of it, and the borders it would have. Global: L. */
import { element, replace, svg } from '../../lib/dom.js';

// Apart from the band's teal and purple and from the lateness colours; light and dark, so that they differ in grey too.
export const CHANGES = { stays: '#eef1f5', other: '#a8327c', new: '#bcd77f' };
const LINE = '#16202e';
const THICK_FROM = 14;
const NAMES_FROM = 15;
// What the panel covers of the map.
const COVERED_PX = 220;
const MOST_NAMES = 150;

export function createSuggestMap(map, legend, { w }) {
  map.createPane('suggest').style.zIndex = 350;
  map.createPane('suggest-lines').style.zIndex = 370;
  map.createPane('suggest-names').style.zIndex = 426;
  for (const name of ['suggest-lines', 'suggest-names']) map.getPane(name).style.pointerEvents = 'none';
  const fills = L.canvas({ pane: 'suggest', padding: 0.3 });
  const lines = L.canvas({ pane: 'suggest-lines', padding: 0.3 });
  const group = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  let grids = [];
  map.on('moveend zoomend', nameGrids);

  /** told: {changes, grids}; name: of the alternative; fit: whether to go there. */
  function show(told, name, fit) {
    hide();
    const drawn = told.changes.features.map(({ geometry, properties: { change } }) => polygon(geometry, {
      renderer: fills, interactive: false, stroke: false, fillColor: CHANGES[change], fillOpacity: change === 'stays' ? 0.75 : 0.82,
    }));
    grids = told.grids.features.map(({ geometry, properties }) => ({ ...properties, outline: polygon(geometry, { renderer: lines, interactive: false, fill: false, color: LINE, weight: 1 }) }));
    for (const layer of [...drawn, ...grids.map(({ outline }) => outline)]) layer.addTo(group);
    map.getContainer().classList.add('suggesting');
    legend.hidden = false;
    replace(legend, element('p', {}, w('changes', { name })), element('ul', {}, ...['stays', 'other', 'new'].map((change) => element('li', {}, swatch(CHANGES[change]), element('span', {}, w(change)))), element('li', {}, line(), element('span', {}, w('border')))));
    if (fit) map.fitBounds(L.featureGroup(drawn).getBounds(), { paddingTopLeft: [24, 24], paddingBottomRight: [COVERED_PX, 24], animate: false });
    nameGrids();
  }

  function hide() {
    group.clearLayers();
    names.clearLayers();
    grids = [];
    map.getContainer().classList.remove('suggesting');
    legend.hidden = true;
  }

  function nameGrids() {
    names.clearLayers();
    const weight = map.getZoom() < THICK_FROM ? 1 : 2;
    if (grids.length && grids[0].outline.options.weight !== weight) for (const { outline } of grids) outline.setStyle({ weight });
    if (map.getZoom() < NAMES_FROM) return;
    const view = map.getBounds();
    for (const { key, code, households, outline } of grids.filter((one) => view.intersects(one.outline.getBounds())).slice(0, MOST_NAMES)) {
      const label = element('span', { class: 'grid-name' }, element('span', {}, key > 0 ? code.slice(-3) || `+${key}` : w('newGrid')), element('b', {}, w('households', { n: households.toLocaleString() })));
      L.marker(outline.getBounds().getCenter(), { pane: 'suggest-names', interactive: false, keyboard: false, icon: L.divIcon({ html: label, className: 'grid-label', iconSize: null }) }).addTo(names);
    }
  }

  return { show, hide };
}

function polygon({ type, coordinates }, style) {
  const rings = (parts) => parts.map((ring) => ring.map(([lon, lat]) => [lat, lon]));
  return L.polygon(type === 'Polygon' ? rings(coordinates) : coordinates.map(rings), { smoothFactor: 0.5, ...style });
}

function swatch(fill) {
  return svg('svg', { viewBox: '0 0 56 14', 'aria-hidden': 'true' }, svg('rect', { width: 56, height: 14, fill, stroke: '#4a5a70' }));
}

function line() {
  return svg('svg', { viewBox: '0 0 56 14', 'aria-hidden': 'true' }, svg('line', { x1: 0, x2: 56, y1: 7, y2: 7, stroke: LINE, 'stroke-width': 3 }));
}
