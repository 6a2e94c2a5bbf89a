/** What a pointer does on the map with each tool: click, brush, box, lasso, push, line, cut. Global: L. */
import { blockOfLine, blocksInside, nearestBorder, pointsTo } from '../../lib/plan_gestures.js';
import { createSketch } from '../../map/tools/sketch.js';

const NEAR_PX = 14;
const STEP_PX = 24;
const SWEEP_PX = 4;
const DRAWN = ['line', 'cut'];
const SWEEPING = ['assign', 'lasso', 'push'];

/**
 * board: the community; state(): {tool, chosen, mayDraw, writing}; on: {choose(key), preview(numbers, taking, operation), trial(operation), write(operation),
 * clear(), say(key)}. Nothing is begun while an operation is being written: the blocks drawn then are those before it.
 * Returns {changed()} to be called when the tool changes, {cancel()} and {busy()}.
 */
export function createGestures(map, board, { state, on }) {
  let swept = null;
  let sketch = null;
  let box = null;
  let lasso = null;

  map.getContainer().addEventListener('keydown', walk);
  map.on('mousedown', begin).on('mouseup', end).on('click', click);
  // Not the map's own event: of moves that come fast over a canvas it tells one in 32 ms and forgets the others, the last too.
  map.getContainer().addEventListener('mousemove', (event) => move({ latlng: map.mouseEventToLatLng(event) }));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && sketch?.canFinish() && !event.target.closest('button, input, a')) sketch.finish();
  });

  function begin({ latlng, originalEvent }) {
    const { tool, chosen, mayDraw, writing } = state();
    if (!mayDraw || originalEvent.button !== 0 || !SWEEPING.includes(tool)) return;
    if (writing) {
      map.dragging.disable();
      on.say('stillWriting');
      return;
    }
    const at = board.blockAt(latlng);
    // Lassos and boxes begin beside what they take, so anywhere.
    if (tool === 'lasso' && chosen) startLasso(latlng);
    else if (tool === 'assign' && chosen && originalEvent.shiftKey) startBox(latlng);
    else if (at === null) return;
    else if (tool === 'push') startPush(latlng, at);
    else if (tool === 'assign' && chosen) {
      start(chosen, null, latlng);
      sweep(at, pixel(latlng));
    }
  }

  /** giving is settled by the first block of another grid that a push sweeps. */
  function start(taking, giving, latlng) {
    swept = { taking, giving, numbers: new Set(), from: pixel(latlng), last: pixel(latlng) };
    map.dragging.disable();
  }

  /** On a border the drag decides who takes: the grid it comes from; elsewhere the grid it begins in. */
  function startPush(latlng, at) {
    const border = borderAt(latlng);
    start(border ? null : board.blocks.get(at).key, null, latlng);
    swept.border = border;
    swept.own = board.blocks.get(at).key;
  }

  function borderAt(latlng) {
    const flat = ([lon, lat]) => pixel([lat, lon]);
    const [x, y] = pixel(latlng);
    const near = map.containerPointToLatLng([x - NEAR_PX, y + NEAR_PX]);
    const far = map.containerPointToLatLng([x + NEAR_PX, y - NEAR_PX]);
    const reach = (edge) => Math.max(edge.from[0], edge.to[0]) >= near.lng && Math.min(edge.from[0], edge.to[0]) <= far.lng && Math.max(edge.from[1], edge.to[1]) >= near.lat && Math.min(edge.from[1], edge.to[1]) <= far.lat;
    const edges = board.edges.filter(reach).map(({ from, to, keys }) => ({ from: flat(from), to: flat(to), keys }));
    return nearestBorder(edges, [x, y], NEAR_PX)?.keys ?? null;
  }

  function startLasso(latlng) {
    start(state().chosen, null, latlng);
    lasso = { ring: [[latlng.lng, latlng.lat]], shape: L.polygon([latlng], { color: '#0b62b0', weight: 2, dashArray: '4 4', fillOpacity: 0.05, interactive: false }).addTo(map) };
  }

  function startBox(latlng) {
    start(state().chosen, null, latlng);
    box = { from: latlng, shape: L.rectangle([latlng, latlng], { color: '#0b62b0', weight: 2, dashArray: '4 4', fillOpacity: 0.05, interactive: false }).addTo(map) };
    map.boxZoom.disable();
  }

  function move({ latlng }) {
    if (!swept) {
      board.hoverBorder(state().tool === 'push' && state().mayDraw ? borderAt(latlng) : null);
      return;
    }
    if (lasso) {
      lasso.ring.push([latlng.lng, latlng.lat]);
      lasso.shape.addLatLng(latlng);
      swept.numbers = new Set(blocksInside(board.blocks, lasso.ring).filter((number) => board.blocks.get(number).key !== swept.taking));
      show();
      return;
    }
    if (box) {
      const bounds = L.latLngBounds(box.from, latlng);
      box.shape.setBounds(bounds);
      swept.numbers = new Set([...board.blocks].filter(([, { place, key }]) => key !== swept.taking && bounds.contains([place[1], place[0]])).map(([number]) => number));
      show();
      return;
    }
    for (const point of pointsTo(swept.last, pixel(latlng), SWEEP_PX)) {
      const at = board.blockAt(map.containerPointToLatLng(point));
      if (at !== null) sweep(at, point);
    }
    swept.last = pixel(latlng);
  }

  function sweep(number, point) {
    const { key } = board.blocks.get(number);
    if (swept.taking === null) {
      // The side the border is dragged to gives up blocks; into a third grid it is that one, to the grid the drag began in.
      if (Math.hypot(point[0] - swept.from[0], point[1] - swept.from[1]) <= NEAR_PX / 2) return;
      if (key === swept.own && !swept.border.includes(key)) return;
      swept.giving = key;
      swept.taking = swept.border.includes(key) ? swept.border.find((one) => one !== key) : swept.own;
    }
    if (key === swept.taking) return;
    if (state().tool === 'push') {
      swept.giving ??= key;
      if (key !== swept.giving) return;
    }
    if (swept.numbers.has(number)) return;
    swept.numbers.add(number);
    show();
  }

  const show = () => on.preview([...swept.numbers], swept.taking, meant(swept));

  const meant = ({ taking, giving, numbers }) => (giving === null
    ? { verb: 'assign', grid: taking, blocks: [...numbers] }
    : { verb: 'push', grid: taking, other: giving, blocks: [...numbers] });

  function end() {
    if (!swept) {
      map.dragging.enable();
      return;
    }
    const operation = meant(swept);
    drop();
    if (operation.blocks.length) on.write(operation);
  }

  function click({ latlng }) {
    const { tool, chosen, mayDraw } = state();
    const at = board.blockAt(latlng);
    if (at === null || sketch) return;
    const { key } = board.blocks.get(at);
    if (tool === 'merge' && mayDraw && chosen && key !== chosen) on.write({ verb: 'merge', grid: chosen, other: key });
    else if (tool === 'push' && borderAt(latlng)) return;
    else if (!['assign', 'lasso'].includes(tool) || !chosen) on.choose(key);
  }

  function drop() {
    swept = null;
    map.dragging.enable();
    map.boxZoom.enable();
    box?.shape.remove();
    box = null;
    lasso?.shape.remove();
    lasso = null;
    on.clear();
  }

  function cancel() {
    if (swept) drop();
    else if (sketch) on.clear();
    sketch?.remove();
    sketch = null;
    if (DRAWN.includes(state().tool)) draw();
  }

  /** A line is drawn anew as long as its tool is chosen. */
  function draw() {
    if (!state().mayDraw) return;
    sketch = createSketch(map, {
      kind: 'line', theme: 'light',
      onChange: (line) => { if (state().tool === 'line' && line.length > 1) on.trial({ verb: 'split_line', grid: state().chosen, line }); },
      onFinish: (line) => {
        const own = sketch;
        sketch = null;
        own.remove();
        on.clear();
        finished(line);
        draw();
      },
    });
  }

  function changed() {
    if (swept) drop();
    sketch?.remove();
    sketch = null;
    const { tool } = state();
    map.getContainer().dataset.tool = tool;
    board.hoverBorder(null);
    if (DRAWN.includes(tool)) draw();
  }

  function finished(line) {
    const { tool, chosen } = state();
    if (tool === 'line') {
      on.write({ verb: 'split_line', grid: chosen, line });
      return;
    }
    const block = blockOfLine(line, (lng, lat) => board.blockAt({ lng, lat }));
    if (block === null) on.say('missesBlock');
    else on.write({ verb: 'cut', blocks: [block], line });
  }

  /** With a line to draw the arrow keys move the map under a mark at its middle, Space sets a point there. */
  function walk(event) {
    if (!sketch || event.target !== map.getContainer()) return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) map.panBy(step.map((one) => one * STEP_PX), { animate: false });
    else if (event.key === ' ') sketch.addCentre();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const pixel = (latlng) => {
    const { x, y } = map.latLngToContainerPoint(latlng);
    return [x, y];
  };

  return { changed, cancel, busy: () => swept !== null };
}
