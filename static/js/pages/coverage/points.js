/** The points of a category on the map, those that close and those that open; drawn anew when any changes. Global: L. */
import { element } from '../../lib/dom.js';
import { changesOf, changePatch } from '../../lib/coverage_state.js';

const MARK_PX = 22;

/**
 * {read(kind) → promise of the points, all(): [{uuid, name, lon, lat}], update(state), move(what, [lon, lat])}.
 * what: a uuid, or the number of an opened place. onPoint(what) hears of clicks.
 */
export function createPoints({ view, store, figures, lang, onPoint }) {
  const layer = L.layerGroup().addTo(view.map);
  let points = [];
  let drawn = [];

  async function read(kind) {
    const answer = await figures.ask('points', { kind }, '/layers/service_points.geojson');
    if (answer?.body) {
      points = answer.body.features.map(({ properties, geometry }) => ({
        uuid: properties.uuid, name: (lang === 'en' && properties.name_en) || properties.name, lon: geometry.coordinates[0], lat: geometry.coordinates[1],
      }));
    }
    return answer;
  }

  function move(what, place) {
    const { close, open } = changesOf(store.get());
    if (typeof what === 'number') open[what] = place;
    else if (!close.includes(what)) {
      close.push(what);
      open.push(place);
    }
    store.set(changePatch({ close, open }));
  }

  function mark(what, { lon, lat }, kind, text, title, draggable) {
    const icon = L.divIcon({ className: `coverage-point ${kind}`, iconSize: [MARK_PX, MARK_PX], html: element('span', {}, text) });
    const marker = L.marker([lat, lon], { icon, pane: 'points', keyboard: false, title, draggable, autoPan: draggable, bubblingMouseEvents: false });
    marker.on('click', () => onPoint(what));
    marker.on('dragend', () => {
      const to = marker.getLatLng();
      move(what, [to.lng, to.lat]);
    });
    marker.addTo(layer);
    drawn.push({ lon, lat, kind, sign: text });
  }

  return {
    read, move, all: () => points,
    /** What stands on the map: [{lon, lat, kind, sign}], the new ones last. */
    shown: () => drawn,
    update(state) {
      layer.clearLayers();
      drawn = [];
      const { close, open } = changesOf(state);
      const draggable = state.tab === 'change';
      for (const point of points) {
        const closed = close.includes(point.uuid);
        mark(point.uuid, point, closed ? 'closed' : 'now', closed ? '×' : '', point.name, draggable && !closed);
      }
      open.forEach(([lon, lat], number) => mark(number, { lon, lat }, 'new', String(number + 1), '', draggable));
    },
  };
}
