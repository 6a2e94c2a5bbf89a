/** Chips and keys: scene, layers, period, category, Escape. */
import { daysBetween } from '../../lib/format.js';
import { scenesFor } from './scenes.js';

const DEFAULT_DAYS = '30';

/** The element of the page with that part to play. */
export function part(name) {
  return document.querySelector(`[data-part="${name}"]`);
}

/** Fills the choice of categories; children are indented. */
export function fillCategories(categories, nameOf) {
  for (const choice of categories) {
    part('category').append(new Option(`${choice.parent ? '　' : ''}${nameOf(choice)}`, choice.code));
  }
}

/** Hands what people press to the store. */
export function listenToControls({ store, choose, toggleLayer, goUp }) {
  document.addEventListener('click', ({ target }) => {
    const { scene, layer, days } = target.closest('[data-scene], [data-layer], [data-days]')?.dataset ?? {};
    if (scene) store.set({ scene, layers: '' }, { step: true });
    if (layer) toggleLayer(layer);
    if (days) store.set({ from: '', to: '', days: days === DEFAULT_DAYS ? '' : days });
  });
  part('category').addEventListener('change', ({ target }) => choose(target.value));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !document.querySelector('dialog[open]')) goUp();
  });
}

/** Presses what is chosen and takes away what there is nothing of. */
export function drawControls(state, { layers, figures }) {
  const { scene, category } = state;
  const scenes = scenesFor(figures);
  press('scene', (value) => value === scene, (value) => value === scene || scenes.includes(value));
  press('layer', (value) => layers.includes(value), (value) => offered(value, figures));
  press('days', (value) => value === chosenDays(state, figures));
  part('category').value = category;
}

function offered(layer, figures) {
  if (layer === 'late') return Boolean(figures.today);
  return layer !== 'types' || figures.types.length > 0;
}

function chosenDays({ from, to, days }, figures) {
  if (!from && !to) return days || DEFAULT_DAYS;
  return to === figures.daily.at(-1).day ? String(daysBetween(from, to) + 1) : '';
}

function press(name, chosen, offered = () => true) {
  for (const button of document.querySelectorAll(`[data-${name}]`)) {
    const value = button.dataset[name];
    button.setAttribute('aria-pressed', String(chosen(value)));
    button.hidden = !offered(value);
  }
}
