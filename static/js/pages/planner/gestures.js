/** What a pointer does on the map with each tool: click, brush, box, push, line. Global: L. */
import { createSketch } from '../../map/tools/sketch.js';

/**
 * board: the community; state(): {tool, chosen, mayDraw}; on: {choose(key), preview(numbers, taking), write(operation), clear(), say(key)}.
 * Returns {changed()} to be called when the tool changes and {cancel()}.
 */
export function createGestures(map, board, { state, on }) {
  let swept = null;
  let sketch = null;
  let box = null;

  map.on('mousedown', begin).on('mousemove', move).on('mouseup', end).on('click', click);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && sketch?.canFinish() && !event.target.closest('button, input, a')) sketch.finish();
  });

  function begin({ latlng, originalEvent }) {
    const { tool, chosen, mayDraw } = state();
    const at = board.blockAt(latlng);
    if (!mayDraw || at === null || originalEvent.button !== 0) return;
    if (tool === 'push') start(board.blocks.get(at).key, null);
    else if (tool === 'assign' && chosen && originalEvent.shiftKey) startBox(latlng);
    else if (tool === 'assign' && chosen) {
      start(chosen, null);
      sweep(at);
    }
  }

  /** giving is settled by the first block of another grid that a push sweeps. */
  function start(taking, giving) {
    swept = { taking, giving, numbers: new Set() };
    map.dragging.disable();
  }

  function startBox(latlng) {
    start(state().chosen, null);
    box = { from: latlng, shape: L.rectangle([latlng, latlng], { color: '#0b62b0', weight: 2, dashArray: '4 4', fillOpacity: 0.05, interactive: false }).addTo(map) };
    map.boxZoom.disable();
  }

  function move({ latlng }) {
    if (!swept) return;
    if (box) {
      const bounds = L.latLngBounds(box.from, latlng);
      box.shape.setBounds(bounds);
      swept.numbers = new Set([...board.blocks].filter(([, { place, key }]) => key !== swept.taking && bounds.contains([place[1], place[0]])).map(([number]) => number));
      on.preview([...swept.numbers], swept.taking);
      return;
    }
    const at = board.blockAt(latlng);
    if (at !== null) sweep(at);
  }

  function sweep(number) {
    const { key } = board.blocks.get(number);
    if (key === swept.taking) return;
    if (state().tool === 'push') {
      swept.giving ??= key;
      if (key !== swept.giving) return;
    }
    if (swept.numbers.has(number)) return;
    swept.numbers.add(number);
    on.preview([...swept.numbers], swept.taking);
  }

  function end() {
    if (!swept) return;
    const { taking, giving, numbers } = swept;
    drop();
    if (numbers.size === 0) return;
    const blocks = [...numbers];
    on.write(giving === null ? { verb: 'assign', grid: taking, blocks } : { verb: 'push', grid: taking, other: giving, blocks });
  }

  function click({ latlng }) {
    const { tool, chosen, mayDraw } = state();
    const at = board.blockAt(latlng);
    if (at === null || sketch) return;
    const { key } = board.blocks.get(at);
    if (tool === 'merge' && mayDraw && chosen && key !== chosen) on.write({ verb: 'merge', grid: chosen, other: key });
    else if (tool !== 'assign' || !chosen) on.choose(key);
  }

  function drop() {
    swept = null;
    map.dragging.enable();
    map.boxZoom.enable();
    box?.shape.remove();
    box = null;
    on.clear();
  }

  function cancel() {
    if (swept) drop();
    sketch?.remove();
    sketch = null;
    if (state().tool === 'line') draw();
  }

  /** A line is drawn anew as long as its tool is chosen. */
  function draw() {
    if (!state().mayDraw) return;
    sketch = createSketch(map, {
      kind: 'line', theme: 'light', onChange: () => {},
      onFinish: (line) => {
        const own = sketch;
        sketch = null;
        own.remove();
        on.write({ verb: 'split_line', grid: state().chosen, line });
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
    if (tool === 'line') draw();
  }

  return { changed, cancel };
}
