/** Keeps an opened feature in step with its row: asked for again when its layer changed where it lies. */
import { paced } from '../../lib/paced.js';

const SPACING_MS = 1000;
const CELL_ZOOM = 12;
// A feature wider than this many cells is asked for again whenever its layer changes anywhere on it.
const MOST_CELLS = 64;

/** given: {layers: name → TileJSON, live, read(pick), onChange(pick, feature)}. Gives {watch(pick, feature, bounds), stop()}; bounds as of Leaflet. */
export function followChosen({ layers, live, read, onChange, page = document }) {
  let watched = null;
  // What changed since the last asking began, by whomever: an answer on its way may not know of it.
  let heard = new Set();
  const look = paced(async () => {
    const mine = watched;
    if (!mine || page.hidden) return;
    const now = versionsAt(mine);
    if (now === mine.seen) return;
    heard = new Set();
    const feature = await read(mine.pick);
    // What could not be read stays as it is until the next change.
    if (watched !== mine || feature === undefined || feature === null) return;
    mine.seen = now;
    const text = JSON.stringify(feature.properties ? [feature.properties, feature.geometry] : feature);
    if (text === mine.text) return;
    mine.text = text;
    onChange(mine.pick, feature);
  }, SPACING_MS);

  function versionsAt({ pick, places }) {
    const { kinds } = layers[pick.layer];
    return places.map(([z, x, y]) => live.versions.of(kinds, z, x, y)).join();
  }

  live.listen((kinds) => {
    heard = new Set([...heard, ...kinds]);
    if (watched && layers[watched.pick.layer].kinds.some((kind) => kinds.has(kind))) look();
  });
  page.addEventListener('visibilitychange', () => { if (!page.hidden) look(); });

  return {
    watch(pick, feature, bounds) {
      watched = { pick, text: JSON.stringify([feature.properties, feature.geometry]), places: placesOf(bounds), seen: '' };
      if (layers[pick.layer].kinds.some((kind) => heard.has(kind))) look();
      else watched.seen = versionsAt(watched);
    },
    /** Watches nothing; what is watched next is asked for from now on. */
    stop() {
      watched = null;
      heard = new Set();
    },
  };
}

/** The cells of a box in degrees as tiles [z, x, y], or fewer and larger tiles where they are too many. */
export function placesOf(bounds) {
  for (let zoom = CELL_ZOOM; zoom > 0; zoom -= 1) {
    const [west, north] = tileOf(bounds.getWest(), bounds.getNorth(), zoom);
    const [east, south] = tileOf(bounds.getEast(), bounds.getSouth(), zoom);
    if ((east - west + 1) * (south - north + 1) > MOST_CELLS) continue;
    const places = [];
    for (let x = west; x <= east; x += 1) for (let y = north; y <= south; y += 1) places.push([zoom, x, y]);
    return places;
  }
  return [[0, 0, 0]];
}

function tileOf(lng, lat, zoom) {
  const turned = Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI;
  const within = (share) => Math.min(2 ** zoom - 1, Math.max(0, Math.floor(share * 2 ** zoom)));
  return [within((lng + 180) / 360), within((1 - turned) / 2)];
}
