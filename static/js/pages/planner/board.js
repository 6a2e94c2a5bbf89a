/** The community on the map: blocks filled by band, borders, names, what is chosen and what a gesture would move. Global: L. */
import { element } from '../../lib/dom.js';
import { bandClass } from '../../lib/plan_bands.js';
import { within } from '../../lib/plan_gestures.js';
import { gridEdges, labelPlace, ringMiddle } from '../../lib/plan_outlines.js';

// Not the lateness colours; the same in light and on paper.
export const FILLS = { far_below: '#3d9b90', below: '#a6dcd5', inside: '#fbfcfe', above: '#d9c6ea', far_above: '#b18fd8', unjudged: '#e6e2d8' };
const LINE = '#16202e';
const ACCENT = '#0b62b0';
// Room for the words above and the legend below.
const HINT_PX = [24, 60];
const LEGEND_PX = [24, 124];
const PANES = { blocks: 340, gridlines: 365, gesture: 375, names: 425 };

export function createBoard(map, { t }) {
  for (const [name, zIndex] of Object.entries(PANES)) map.createPane(name).style.zIndex = zIndex;
  for (const name of ['gridlines', 'gesture', 'names']) map.getPane(name).style.pointerEvents = 'none';
  const canvas = L.canvas({ pane: 'blocks', padding: 0.3 });
  const over = L.canvas({ pane: 'gesture', padding: 0.3 });
  const group = L.layerGroup().addTo(map);
  const lines = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  const gesture = L.layerGroup().addTo(map);
  const hover = L.layerGroup().addTo(map);
  const fresh = L.layerGroup().addTo(map);
  const counts = new Map();
  const board = { blocks: new Map(), grids: new Map(), code: '' };

  /** Takes a community as the server tells it. */
  function load(code, told) {
    Object.assign(board, { code, blocks: new Map(), borders: told.borders, locks: told.locks });
    group.clearLayers();
    for (const feature of told.shapes.features) {
      const rings = feature.geometry.coordinates;
      const shape = L.polygon(rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])), {
        renderer: canvas, weight: 0.8, color: '#6b7a90', opacity: 0.45, fillOpacity: 0.72, smoothFactor: 0.5,
      }).addTo(group);
      board.blocks.set(feature.id, { ...feature.properties, rings, shape, place: ringMiddle(rings[0]) });
    }
    figures(told);
  }

  /** Takes new figures; moved: [[number, key]] of blocks that changed over. */
  function figures(told, moved = []) {
    board.grids = new Map(told.grids.map((grid) => [grid.key, grid]));
    board.told = told;
    board.locks = told.locks;
    for (const [number, key] of moved) {
      const block = board.blocks.get(number);
      if (block) block.key = key;
    }
    draw();
  }

  function draw(chosen = board.chosen) {
    board.chosen = chosen;
    for (const block of board.blocks.values()) block.shape.setStyle({ fillColor: FILLS[classOf(block.key)] });
    lines.clearLayers();
    const edges = gridEdges([...board.blocks.values()]);
    board.edges = edges;
    board.hovered = null;
    hover.clearLayers();
    const corners = (kept) => kept.map(({ from, to }) => [[from[1], from[0]], [to[1], to[0]]]);
    const put = (kept, style) => L.polyline(corners(kept), { pane: 'gridlines', interactive: false, ...style }).addTo(lines);
    put(edges, { color: '#fff', weight: 5, opacity: 0.9 });
    put(edges.filter(({ keys }) => keys.length === 2), { color: LINE, weight: 2 });
    put(edges.filter(({ keys }) => keys.length === 1), { color: LINE, weight: 3, dashArray: '12 4 3 4' });
    put(edges.filter(({ keys }) => isLocked(keys)), { color: LINE, weight: 6, dashArray: '2 6' });
    if (chosen) put(edges.filter(({ keys }) => keys.includes(chosen)), { color: ACCENT, weight: 5 });
    nameGrids();
  }

  const isLocked = (keys) => keys.length === 2 && (board.locks ?? []).some(([one, other]) => keys.includes(one) && keys.includes(other));
  const classOf = (key) => {
    const grid = board.grids.get(key);
    return grid ? bandClass(grid.after.households, grid.band) : 'unjudged';
  };

  function nameGrids() {
    names.clearLayers();
    counts.clear();
    for (const [key, grid] of board.grids) {
      const own = [...board.blocks.values()].filter((block) => block.key === key);
      if (own.length === 0) continue;
      const [lon, lat] = labelPlace(own);
      const word = { below: t('low'), above: t('high') }[grid.word] ?? '';
      const count = element('b', {}, `${word}${word ? ' ' : ''}${t('households', { n: grid.after.households.toLocaleString() })}`);
      const label = element('span', { class: 'grid-name' }, element('span', {}, `${shortName(grid)}${grid.locked ? ` · ${t('locked')}` : ''}`), count);
      counts.set(key, { count, words: count.textContent });
      L.marker([lat, lon], { pane: 'names', interactive: false, keyboard: false, icon: L.divIcon({ html: label, className: 'grid-label', iconSize: null }) }).addTo(names);
    }
  }

  /** The blocks a gesture would move, by a strong outline, or dark those that are in the way; none clears, and what was promised too. */
  function preview(numbers, inTheWay = false) {
    gesture.clearLayers();
    if (numbers.length === 0) {
      fresh.clearLayers();
      foresee(new Map());
    }
    outline(numbers, inTheWay, gesture);
  }

  /** The blocks because of which an operation on trial is refused. */
  function obstruct(numbers) {
    fresh.clearLayers();
    foresee(new Map());
    outline(numbers, true, fresh);
  }

  function outline(numbers, inTheWay, layer) {
    const color = inTheWay ? LINE : ACCENT;
    for (const { rings } of numbers.map((number) => board.blocks.get(number)).filter(Boolean)) {
      L.polygon(rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])), { renderer: over, interactive: false, color, weight: 3, fillColor: color, fillOpacity: 0.35, dashArray: inTheWay ? '2 5' : '6 4' }).addTo(layer);
    }
  }

  /** Households before and after in the names of grids. after: Map key → households; others are as they were. */
  function foresee(after) {
    for (const [key, { count, words }] of counts) {
      count.textContent = after.has(key) ? t('fromTo', { then: board.grids.get(key).after.households.toLocaleString(), now: after.get(key).toLocaleString() }) : words;
    }
  }

  /** The borders an operation would make, and those it would take away; moved: [[number, key]]. */
  function promise(moved) {
    fresh.clearLayers();
    const to = new Map(moved);
    const then = gridEdges([...board.blocks].map(([number, { key, rings }]) => ({ key: to.get(number) ?? key, rings })));
    const name = ({ from, to: end }) => [from.join(), end.join()].sort().join(' ');
    const known = [board.edges, then].map((edges) => new Set(edges.map(name)));
    const put = (edges, style) => L.polyline(edges.map(({ from, to: end }) => [[from[1], from[0]], [end[1], end[0]]]), { pane: 'gesture', interactive: false, ...style }).addTo(fresh);
    const made = then.filter((edge) => !known[0].has(name(edge)));
    put(made, { color: '#fff', weight: 8 });
    put(made, { color: ACCENT, weight: 5 });
    put(board.edges.filter((edge) => !known[1].has(name(edge))), { color: LINE, weight: 2, dashArray: '6 4' });
  }

  /** Thickens the border between two grids; null clears. */
  function hoverBorder(keys) {
    const name = keys ? [...keys].sort((a, b) => a - b).join() : null;
    if (board.hovered === name) return;
    board.hovered = name;
    hover.clearLayers();
    if (!keys) return;
    const own = board.edges.filter((edge) => edge.keys.length === 2 && keys.every((key) => edge.keys.includes(key)));
    L.polyline(own.map(({ from, to }) => [[from[1], from[0]], [to[1], to[0]]]), { pane: 'gridlines', interactive: false, color: ACCENT, weight: 8, opacity: 0.85 }).addTo(hover);
  }

  /** The keys of the grids beside one. */
  function near(key) {
    const pairs = board.borders.filter(([, , length]) => length > 0).map(([one, other]) => [board.blocks.get(one).key, board.blocks.get(other).key]);
    return [...new Set(pairs.filter(([one, other]) => one !== other && (one === key || other === key)).map(([one, other]) => (one === key ? other : one)))];
  }

  /** The block at a place of the map; null outside the community. */
  function blockAt({ lng, lat }) {
    for (const [number, block] of board.blocks) {
      if (block.shape.getBounds().contains([lat, lng]) && within(block.rings, lng, lat)) return number;
    }
    return null;
  }

  function fit() {
    if (group.getLayers().length === 0) return;
    map.fitBounds(L.latLngBounds([...board.blocks.values()].map(({ shape }) => shape.getBounds().getNorthEast()).concat([...board.blocks.values()].map(({ shape }) => shape.getBounds().getSouthWest()))), { paddingTopLeft: HINT_PX, paddingBottomRight: LEGEND_PX, animate: false });
  }

  return Object.assign(board, { load, figures, draw, preview, obstruct, foresee, promise, near, hoverBorder, blockAt, fit, classOf });
}

/** What a grid is called where there is little room: the number of its code, or of a new grid its key. */
export function shortName(grid) {
  return grid.code ? grid.code.slice(-3) : `+${grid.key}`;
}
