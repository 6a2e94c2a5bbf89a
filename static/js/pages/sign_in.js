/** Sign-in: show or hide the password, and the town behind the form on wide screens. */
import { addBasemap } from '../map/basemap.js';
import { createMap, readSetup } from '../map/map.js';
import { border } from '../map/symbols.js';
import { vectorLayer } from '../map/vector_layer.js';
import { loadMapScripts } from './load_map.js';

// Into the middle of the town: streets and borders, no names.
const CLOSER = 3;
const GRIDS = {
  name: 'grids',
  paint: (kit) => border('grids', { ...kit, swatch: () => kit.theme.accent }, { width: 1.8 }),
};

wirePassword();
if (window.matchMedia('(min-width: 900px)').matches) showMap();

function wirePassword() {
  const button = document.querySelector('[data-show-password]');
  const field = document.getElementById('id_password');
  const words = [button.textContent, button.dataset.hideWord];
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
    button.textContent = words[shown ? 0 : 1];
    field.focus();
  });
}

async function showMap() {
  const setup = readSetup();
  if (!setup.bounds) return;
  const box = document.getElementById('map');
  await loadMapScripts(box);
  const settings = { theme: 'light', labels: false };
  const map = createMap(box, setup, { ...settings, zoomControl: false });
  map.setZoom(map.getZoom() + CLOSER, { animate: false });
  for (const gesture of ['dragging', 'touchZoom', 'doubleClickZoom', 'scrollWheelZoom', 'boxZoom', 'keyboard']) map[gesture].disable();
  box.tabIndex = -1;
  addBasemap(map, setup, settings);
  vectorLayer([GRIDS], setup, { ...settings, pane: 'borders' }).addTo(map);
}
