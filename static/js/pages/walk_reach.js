/** The ground reached on foot in 15 minutes: an adult's outline solid, an elderly person's dashed, the rest veiled. */
import { THEMES } from '../map/theme.js';
import { element } from '../lib/dom.js';
import { walkPane } from './walk_pane.js';
import { walking } from './walking_service.js';

const MINUTES = 15;
const WORLD = [[-85, -180], [-85, 180], [85, 180], [85, -180]];
const LINES = { adult: { weight: 2.6 }, elderly: { weight: 2, dashArray: '7 6' } };

/** Returns {show(place or null) → Promise of the answers by pace, or null}; words: names on the lines, none without. */
export function addReach(map, words = null) {
  const pane = walkPane(map, 'reach');
  const drawn = L.layerGroup().addTo(map);
  let turn = 0;
  return {
    async show(place) {
      const mine = ++turn;
      drawn.clearLayers();
      toggleLegend(false);
      if (!place) return null;
      const [adult, elderly] = await Promise.all(['adult', 'elderly'].map((pace) => reached(place, pace)));
      if (mine !== turn || !adult?.geometry) return null;
      draw(drawn, pane, { adult, elderly }, words);
      toggleLegend(true);
      return { adult, elderly };
    },
  };
}

function reached({ lon, lat }, pace) {
  return walking('/api/reach', { lon, lat, pace, minutes: MINUTES });
}

function draw(group, pane, { adult, elderly }, words) {
  const rings = { adult: ringOf(adult), elderly: ringOf(elderly) };
  const color = THEMES.light.accent;
  const still = { pane, interactive: false };
  L.polygon([WORLD, rings.adult], { ...still, stroke: false, fillColor: THEMES.light.ground, fillOpacity: 0.6 }).addTo(group);
  for (const [pace, ring] of Object.entries(rings)) {
    if (!ring.length) continue;
    L.polygon(ring, { ...still, ...LINES[pace], color, fill: false }).addTo(group);
    if (words) label(group, ring, pace, words[`reach_${pace}`]);
  }
}

function ringOf(feature) {
  return (feature?.geometry?.coordinates[0] ?? []).map(([lon, lat]) => [lat, lon]);
}

/** The name of a line on the line: an adult's in the south, an elderly person's in the west. */
function label(group, ring, pace, text) {
  const at = ring.reduce((best, corner) => (pace === 'adult' ? corner[0] < best[0] : corner[1] < best[1]) ? corner : best);
  const icon = L.divIcon({ className: 'reach-label-icon', html: element('span', { class: `reach-label reach-${pace}` }, text), iconSize: [0, 0] });
  // Over the names of the ground, under every pin.
  L.marker(at, { icon, pane: 'marks', zIndexOffset: -100000, interactive: false, keyboard: false }).addTo(group);
}

function toggleLegend(shown) {
  const legend = document.querySelector('[data-reach-legend]');
  if (legend) legend.hidden = !shown;
}
