/** 一张图: the layers of the viewer's role with the tools of the map; the address keeps what is shown. Global: L. */
import { connectLive } from '../live/live.js';
import { createMap, readSetup } from '../map/map.js';
import { createLayerPanel } from '../map/tools/layer_panel.js';
import { createLayerStack } from '../map/tools/layer_stack.js';
import { readState } from '../map/tools/map_state.js';
import { followPointer } from '../map/tools/hover.js';
import { createSelection } from '../map/tools/selection.js';
import { createSidePanel } from '../map/tools/side_panel.js';
import { translator } from '../map/tools/words.js';
import { createKeeper } from './map/keeper.js';
import { wireTools } from './map/tools.js';

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const setup = readSetup();
const data = JSON.parse(document.getElementById('map-data').textContent);
const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const t = translator(lang);
const asked = readState(window.location.search);
const theme = document.documentElement.classList.contains('theme-dark') ? 'dark' : 'light';

start();

function start() {
  const live = connectLive(setup);
  const map = createMap(part('map'), setup, { theme, scaleAt: 'bottomleft', zoomControl: false });
  L.control.zoom({ position: 'bottomright', zoomInTitle: t('zoomIn'), zoomOutTitle: t('zoomOut') }).addTo(map);
  if (data.basemaps.length > 0) L.control.attribution({ prefix: false, position: 'bottomright' }).addTo(map);
  const stack = createLayerStack(map, { setup, order: data.order, basemaps: data.basemaps, onBusy: (busy) => document.body.classList.toggle('loading', busy), settings: { theme, lang, policy: data.policy, live } });
  const say = (text) => { part('note').textContent = text; };
  const panel = createSidePanel(part('side'), { t, onClose: () => page.closed() });
  const words = { setup, data, lang, t };
  const page = { closed: () => {}, inside: () => {}, layersClosed: () => {} };
  const keeper = createKeeper({ map, stack, data, theme });
  const selection = createSelection({
    map, stack, panel, words, theme, live, say, onPick: (pick) => keeper.set({ pick }), onInside: (code) => page.inside(code),
  });
  keeper.restoreLayers(asked);
  const switcher = createLayerPanel(part('layers'), {
    setup, data, stack, lang, theme, t, onChange: () => keeper.layersChanged(), onZoom: (zoom) => map.setZoom(zoom), onReset: () => keeper.resetLayers(), onClose: () => page.layersClosed(),
  });
  stack.onHeat((figures) => switcher.heat(figures));
  map.on('zoomend', () => switcher.zoomed(map.getZoom()));
  switcher.zoomed(map.getZoom());
  if (!setup.bounds) say(t('noData'));
  const tools = wireTools({ map, stack, panel, words, theme, say, keeper, selection, switcher, page, part, live });
  followPointer(map, stack, words, tools.isBusy);
  map.on('click', ({ latlng }) => { if (!tools.isBusy()) selection.at(latlng); });
  keeper.begin(asked, { selection, tools, switcher });
}
