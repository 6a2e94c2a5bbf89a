/** Two pictures of a community, one each side of a divider: left as it is in force, right as the plan has it. Global: L. */
import { bandClass } from '../../lib/plan_bands.js';
import { gridEdges } from '../../lib/plan_outlines.js';
import { FILLS } from './board.js';

export function createSwipe(map, slider) {
  const panes = ['before', 'after'].map((name) => Object.assign(map.createPane(`swipe-${name}`), { className: 'leaflet-pane' }));
  panes.forEach((pane, place) => { pane.style.zIndex = 340 + place; });
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
      for (const block of blocks) {
        const shape = L.polygon(block.rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])), {
          renderer: canvases[place], interactive: false, stroke: false, fillOpacity: 0.8, fillColor: FILLS[bandClass(households.get(block[field]), bands.get(block[field]))],
        }).addTo(groups[place]);
        bounds.extend(shape.getBounds());
      }
      const edges = gridEdges(blocks.map((block) => ({ key: block[field], rings: block.rings })));
      L.polyline(edges.map(({ from, to }) => [[from[1], from[0]], [to[1], to[0]]]), { renderer: canvases[place], interactive: false, color: '#16202e', weight: 2 }).addTo(groups[place]);
    });
    map.fitBounds(bounds, { padding: [16, 16], animate: false });
    cut();
  }

  /** Each side shows through its half of the screen only. */
  function cut() {
    const size = map.getSize();
    const at = size.x * slider.value / 100;
    const [northWest, southEast] = [[0, 0], [size.x, size.y]].map((corner) => map.containerPointToLayerPoint(corner));
    const divider = map.containerPointToLayerPoint([at, 0]).x;
    panes[0].style.clip = `rect(${northWest.y}px, ${divider}px, ${southEast.y}px, ${northWest.x}px)`;
    panes[1].style.clip = `rect(${northWest.y}px, ${southEast.x}px, ${southEast.y}px, ${divider}px)`;
    map.getContainer().style.setProperty('--divider', `${at}px`);
  }

  return { show };
}
