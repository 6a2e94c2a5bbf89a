/** Two pictures of a community, one each side of a divider: left as it is in force, right as the plan has it. Global: L. */
import { bandClass } from '../../lib/plan_bands.js';
import { element } from '../../lib/dom.js';
import { gridEdges, labelPlace, ringMiddle } from '../../lib/plan_outlines.js';
import { FILLS } from './board.js';

export function createSwipe(map, slider) {
  const made = (kind, zIndex) => ['before', 'after'].map((side, place) => {
    const pane = map.createPane(`swipe-${kind}${side}`);
    pane.style.zIndex = zIndex + place;
    return pane;
  });
  const [panes, names] = [made('', 340), made('names-', 420)];
  const canvases = ['swipe-before', 'swipe-after'].map((pane) => L.canvas({ pane, padding: 0.5 }));
  const groups = canvases.map(() => L.layerGroup().addTo(map));
  slider.addEventListener('input', cut);
  map.on('move zoom resize', cut);

  function show(told) {
    const blocks = told.shapes.features.map(({ properties, geometry }) => ({ ...properties, rings: geometry.coordinates }));
    const sides = [['in_force', new Map(told.in_force.map(({ code, band }) => [code, band]))], ['key', new Map(told.grids.map(({ key, band }) => [key, band]))]];
    const bounds = L.latLngBounds([]);
    sides.forEach(([field, bands], place) => {
      const households = new Map();
      for (const block of blocks) households.set(block[field], (households.get(block[field]) ?? 0) + block.households);
      groups[place].clearLayers();
      nameGrids(place, field, blocks, households);
      for (const block of blocks) {
        const shape = L.polygon(block.rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])), {
          renderer: canvases[place], interactive: false, stroke: false, fillOpacity: 0.8, fillColor: FILLS[bandClass(households.get(block[field]), bands.get(block[field]))],
        }).addTo(groups[place]);
        bounds.extend(shape.getBounds());
      }
      const edges = gridEdges(blocks.map((block) => ({ key: block[field], rings: block.rings })));
      L.polyline(edges.map(({ from, to }) => [[from[1], from[0]], [to[1], to[0]]]), { renderer: canvases[place], interactive: false, color: '#16202e', weight: 2 }).addTo(groups[place]);
    });
    map.fitBounds(bounds, { paddingTopLeft: [16, 52], paddingBottomRight: [16, 16], animate: false });
    cut();
  }

  /** The households of each grid of a side, as far as it has a grid there. */
  function nameGrids(place, field, blocks, households) {
    const pane = ['swipe-names-before', 'swipe-names-after'][place];
    for (const [key, count] of households) {
      if (key === null || key === undefined) continue;
      const own = blocks.filter((block) => block[field] === key).map((block) => ({ place: ringMiddle(block.rings[0]) }));
      const [lon, lat] = labelPlace(own);
      const label = element('span', { class: 'grid-name' }, element('b', {}, count.toLocaleString()));
      L.marker([lat, lon], { pane, interactive: false, keyboard: false, icon: L.divIcon({ html: label, className: 'grid-label', iconSize: null }) }).addTo(groups[place]);
    }
  }

  /** Each side shows through its half of the screen only. */
  function cut() {
    const size = map.getSize();
    const at = size.x * slider.value / 100;
    const [northWest, southEast] = [[0, 0], [size.x, size.y]].map((corner) => map.containerPointToLayerPoint(corner));
    const divider = map.containerPointToLayerPoint([at, 0]).x;
    const sides = [`rect(${northWest.y}px, ${divider}px, ${southEast.y}px, ${northWest.x}px)`, `rect(${northWest.y}px, ${southEast.x}px, ${southEast.y}px, ${divider}px)`];
    for (const pair of [panes, names]) pair.forEach((pane, place) => { pane.style.clip = sides[place]; });
    map.getContainer().style.setProperty('--divider', `${at}px`);
  }

  return { show };
}
