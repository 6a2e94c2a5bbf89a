/** The buttons and keys of the page: one tool at a time, Esc ends it, the panel beside the map belongs to it. Global: L. */
import { dataAge } from '../../lib/data_age.js';
import { element, replace } from '../../lib/dom.js';
import { startInside } from '../../map/tools/inside_tool.js';
import { createLocator } from '../../map/tools/locate_me.js';
import { startMeasuring } from '../../map/tools/measure_tool.js';
import { createSearchBox, kindWord } from '../../map/tools/search_box.js';
import { keyWords } from '../../map/tools/words.js';
import { THEMES } from '../../map/theme.js';

const PLACE_ZOOM = 17;
const LAMP_MS = 1000;
const PHONE = window.matchMedia('(max-width: 899.98px)');
const DRAWS = new Set(['distance', 'surface', 'inside']);

/** Wires everything; returns {isBusy(): somebody is drawing, restore(state)}. */
export function wireTools({ map, stack, panel, words, theme, say, keeper, selection, page, part, live }) {
  const { setup, lang, t } = words;
  const bar = part('tools');
  const box = part('map');
  const button = (name) => bar.querySelector(`[data-tool="${name}"]`);
  const state = { name: '', tool: null };
  const locate = createLocator({ map, setup, theme, t, say });
  const foundMark = L.layerGroup().addTo(map);

  function end({ keepPanel = false } = {}) {
    const { name, tool } = state;
    if (!tool) return;
    Object.assign(state, { name: '', tool: null });
    tool.end();
    button(name).setAttribute('aria-pressed', 'false');
    if (name === 'inside') keeper.set({ shape: null });
    if (!keepPanel) panel.close();
  }

  function begin(name, make) {
    end({ keepPanel: true });
    selection.clear();
    keeper.set({ pick: null });
    shutLayersOnPhone();
    button(name).setAttribute('aria-pressed', 'true');
    Object.assign(state, { name, tool: make() });
  }

  const given = { map, stack, panel, theme, words, say };
  const inside = (shape = null) => begin('inside', () => startInside({
    ...given, onShape: (found) => keeper.set({ shape: found }), onChoose: (pick, back) => selection.choose(pick, { focus: true, back, go: true }),
  }, shape));

  const work = {
    layers: toggleLayers,
    distance: () => toggle('distance', () => startMeasuring({ ...given, kind: 'distance' })),
    surface: () => toggle('surface', () => startMeasuring({ ...given, kind: 'surface' })),
    inside: () => (state.name === 'inside' ? end() : inside()),
    locate,
    share,
    help: () => help(part('help'), lang, t),
  };

  function toggle(name, make) {
    if (state.name === name) end();
    else begin(name, make);
  }

  function toggleLayers() {
    const shut = document.body.classList.toggle('layers-shut');
    button('layers').setAttribute('aria-expanded', String(!shut));
    if (!shut && PHONE.matches) closePanel();
    map.invalidateSize({ pan: false });
  }

  function shutLayersOnPhone() {
    if (PHONE.matches && !document.body.classList.contains('layers-shut')) toggleLayers();
  }

  function closePanel() {
    end();
    panel.close();
    forget();
  }

  function forget() {
    selection.clear();
    foundMark.clearLayers();
    keeper.set({ pick: null });
  }

  async function share() {
    const address = keeper.address();
    try {
      await navigator.clipboard.writeText(address);
      say(t('linkCopied'));
    } catch {
      const field = element('input', { class: 'link-field', readonly: true, value: address, 'aria-label': t('linkByHand') });
      panel.show(t('linkByHand'), field);
      field.select();
    }
  }

  function goTo(place) {
    shutLayersOnPhone();
    end({ keepPanel: true });
    foundMark.clearLayers();
    const name = (lang === 'en' && place.name_en) || place.name;
    if (place.layer) {
      void selection.choose({ layer: place.layer, id: place.id, properties: place }, { focus: false, go: true });
      return;
    }
    selection.clear();
    L.circleMarker([place.lat, place.lon], { pane: 'chosen', interactive: false, radius: 14, weight: 4, color: THEMES[theme].accent, fillOpacity: 0.12 }).addTo(foundMark);
    map.setView([place.lat, place.lon], Math.max(map.getZoom(), PLACE_ZOOM));
    panel.show(name, element('p', { class: 'muted' }, kindWord(place, words)));
    say(t('selected', { name }));
  }

  page.inside = (code) => {
    const shape = { kind: 'area', code };
    inside(shape);
    keeper.set({ shape });
  };
  page.closed = () => {
    end({ keepPanel: true });
    forget();
    box.focus({ preventScroll: true });
  };
  page.layersClosed = toggleLayers;

  const search = createSearchBox(part('search'), part('found'), { words, onPlace: goTo });
  wireButtons(bar, work, keeper);
  wireKeys({ box, map, state, work, selection, search, closePanel, panel });
  wireTheme(part('theme'), theme, keeper);
  wireLamp(part('lamp'), live, t);
  fadeNotes(part('note'));
  bar.hidden = false;
  if (PHONE.matches) toggleLayers();

  return {
    isBusy: () => DRAWS.has(state.name) && Boolean(state.tool?.sketch()?.isOpen()),
    /** Shows the shape of a state; a state that chose nothing closes the panel. */
    restore({ shape, pick }) {
      if (shape) inside(shape);
      else if (state.name === 'inside') end();
      if (!shape && !pick && !state.tool) panel.close();
    },
  };
}

function wireButtons(bar, work, keeper) {
  for (const node of bar.querySelectorAll('[data-tool]')) {
    const { tool } = node.dataset;
    if (work[tool]) node.addEventListener('click', () => work[tool]());
  }
  const print = bar.querySelector('[data-tool="print"]');
  const { pathname } = new URL(print.href);
  print.addEventListener('click', () => { print.href = pathname + keeper.search(); });
}

const TOOL_KEYS = { l: 'layers', m: 'distance', a: 'surface', i: 'inside', '?': 'help', '？': 'help' };

function wireKeys({ box, map, state, work, selection, search, closePanel, panel }) {
  const sketch = () => state.tool?.sketch();
  const drawing = () => Boolean(sketch()?.isOpen());
  const onMap = {
    Enter: (event) => {
      if (event.ctrlKey && drawing()) sketch().finish();
      else if (drawing()) sketch().addCentre();
      else selection.at(map.getCenter());
    },
    Backspace: () => { if (drawing()) sketch().undo(); },
  };
  box.addEventListener('keydown', (event) => {
    if (event.target !== box || !onMap[event.key]) return;
    event.preventDefault();
    onMap[event.key](event);
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      const inPanel = document.activeElement?.closest('[data-part="side"]');
      if (panel.isOpen() || state.tool) closePanel();
      if (inPanel) box.focus({ preventScroll: true });
      return;
    }
    if (event.target.closest('input, select, textarea, [contenteditable]')) return;
    const tool = TOOL_KEYS[event.key.toLowerCase()];
    if (event.key === '/') {
      event.preventDefault();
      search.focus();
    } else if (tool) {
      event.preventDefault();
      work[tool]();
    }
  });
}

function wireTheme(node, theme, keeper) {
  node.hidden = false;
  node.addEventListener('click', () => {
    const query = new URLSearchParams(keeper.search());
    if (theme === 'dark') query.delete('theme');
    else query.set('theme', 'dark');
    window.location.assign(`${window.location.pathname}?${query}`);
  });
}

/** Says whether the stream of changes is there; quiet until it first speaks. */
function wireLamp(node, live, t) {
  const started = performance.now();
  window.setInterval(() => {
    const status = live.status();
    const { stale } = dataAge(status, performance.now() - started);
    node.hidden = !status.heard && !stale;
    node.classList.toggle('stale', stale);
    const text = `${stale ? '○' : '●'} ${t(stale ? 'stale' : 'live')}`;
    if (node.textContent !== text) node.textContent = text;
  }, LAMP_MS);
}

const NOTE_MS = 6000;

/** A note stays a while; for readers of the screen it was said once. */
function fadeNotes(node) {
  let timer = null;
  new MutationObserver(() => {
    node.classList.remove('shown-before');
    clearTimeout(timer);
    timer = setTimeout(() => node.classList.add('shown-before'), NOTE_MS);
  }).observe(node, { childList: true, characterData: true, subtree: true });
}

function help(dialog, lang, t) {
  const close = element('button', { type: 'button', class: 'button button-primary' }, t('close'));
  close.addEventListener('click', () => dialog.close());
  replace(dialog, element('h2', { id: 'help-title' }, t('help')),
    element('dl', {}, keyWords(lang).map(([key, text]) => [element('dt', {}, key), element('dd', {}, text)]).flat()), close);
  dialog.showModal();
}
