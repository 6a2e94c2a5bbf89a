/**
 * The tile layers of the wall screen as few canvases as possible: every layer of canvases costs frames while the map
 * moves, so what is shown together is drawn together, and each combination is made once.
 */
import communities from '../../map/layers/communities.js';
import districts from '../../map/layers/districts.js';
import events from '../../map/layers/events.js';
import gridTypes from '../../map/layers/grid_types.js';
import grids from '../../map/layers/grids.js';
import servicePoints from '../../map/layers/service_points.js';
import subdistricts from '../../map/layers/subdistricts.js';
import { borderLayer, groundLayer, nameLayer } from '../../map/basemap.js';
import { vectorLayer } from '../../map/vector_layer.js';

/** {show(chosen names), setEvents(query)}: ground is always there, the rest as chosen. */
export function createTileLayers(map, setup, settings) {
  const some = (...pairs) => pairs.filter(([shown]) => shown).map(([, declaration]) => declaration);
  const layerOf = (declarations, more) => (declarations.length > 0 ? vectorLayer(declarations, setup, { ...settings, ...more }) : null);
  const drawn = {
    types: switched(map, (has) => layerOf(some([has.types, gridTypes]), { pane: 'heat', labels: false })),
    borders: switched(map, (has) => borderLayer([...some([has.grids, grids]), communities, subdistricts, districts], setup, settings)),
    names: switched(map, (has) => nameLayer(
      [districts, subdistricts, ...some([has.types, gridTypes]), communities, ...some([has.grids, grids])], setup, settings)),
    marks: switched(map, (has) => layerOf(
      some([has.points, servicePoints], [has.events, events]), { pane: 'marks', queries: { events: query } })),
  };
  let query = {};
  let asked = '';
  let has = {};
  groundLayer(setup, settings).addTo(map);

  function show(chosen) {
    has = Object.fromEntries(['types', 'grids', 'points', 'events'].map((name) => [name, chosen.includes(name)]));
    drawn.types.show({ types: has.types });
    drawn.borders.show({ grids: has.grids });
    drawn.names.show({ types: has.types, grids: has.grids });
    drawn.marks.show({ points: has.points, events: has.events });
  }

  return {
    show,
    /** Asks for other events, or colours the same ones by how late they are by now. */
    setEvents(next) {
      if (JSON.stringify(next) === asked) {
        if (has.events) drawn.marks.redraw();
        return;
      }
      asked = JSON.stringify(next);
      query = next;
      drawn.marks.forget();
      drawn.marks.show({ points: has.points, events: has.events });
    },
  };
}

/** A place on the map for one of several layers; make(has) makes the one of a combination, null for nothing. */
function switched(map, make) {
  const made = new Map();
  let shown = null;
  return {
    show(has) {
      const key = JSON.stringify(has);
      if (!made.has(key)) made.set(key, make(has));
      if (made.get(key) === shown) return;
      shown?.remove();
      shown = made.get(key)?.addTo(map) ?? null;
    },
    redraw: () => shown?.rerenderTiles(),
    forget: () => made.clear(),
  };
}
