/** The way on foot from a place to one point, dark on a white case. */
import { THEMES } from '../map/theme.js';
import { walkPane } from './walk_pane.js';
import { walking } from './walking_service.js';

/** Returns {show(place, pin, pace), draw(corners), clear()}; what is on the way is told where the page has room for it. */
export function addWay(map, words) {
  const drawn = L.layerGroup().addTo(map);
  let turn = 0;
  const clear = () => {
    turn += 1;
    drawn.clearLayers();
    tell('');
  };
  const draw = (corners) => drawWay(drawn, walkPane(map, 'way'), corners);
  return {
    clear,
    draw,
    async show(place, pin, pace) {
      clear();
      const mine = turn;
      if (!place) return;
      const found = await walking('/api/nearby', { lon: place.lon, lat: place.lat, point: pin.uuid, open: 'any', path: '1', pace });
      const walk = found?.points[0]?.walk;
      if (mine !== turn || !walk?.path) return;
      draw(walk.path.coordinates);
      tell(facts(walk, words));
    },
  };
}

function drawWay(group, pane, corners) {
  const line = corners.map(([lon, lat]) => [lat, lon]);
  const shape = { pane, interactive: false, lineCap: 'round', lineJoin: 'round' };
  L.polyline(line, { ...shape, color: '#ffffff', weight: 9 }).addTo(group);
  L.polyline(line, { ...shape, color: THEMES.light.text, weight: 5 }).addTo(group);
}

/** E.g. 全程 335 米，过 1 个路口，没有台阶. */
function facts({ metres, corners, stairs_m: stairs }, words) {
  const told = [words.way_length.replace('%(m)d', metres)];
  if (corners) told.push(words.way_corners.replace('%(count)d', corners));
  told.push(stairs ? words.way_stairs.replace('%(m)d', stairs) : words.way_no_stairs);
  return told.join(words.comma);
}

function tell(text) {
  for (const node of document.querySelectorAll('[data-way-facts]')) {
    node.textContent = text;
    node.hidden = !text;
  }
}
