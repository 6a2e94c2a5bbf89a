/** The alarms on the map of the wall, above everything else. Global: L. */
import { formsFor } from '../../lib/mark_room.js';
import { alarmLook, ALARM_REACH, alarmWordPlaces, drawAlarm, drawAlarmWord } from '../../map/alarm_symbols.js';
import { FONT, THEMES } from '../../map/theme.js';

// A mark is drawn anew with what its word covers, on whichever side that stands.
const WORD_REACH = 8 * ALARM_REACH;
const NOWHERE = { left: 0, right: 0, top: 0, bottom: 0 };
// A word touches the tip of its mark, not more.
const MARK_REACH = ALARM_REACH - 2;
// The names of areas with the line of what is late below them.
const NAME = { px: 17, lineHeight: 1.25, latePx: 20 };

/**
 * {layer, update(rows), around(areas, nameOf), beside(rows)}: draws alarms, the word of each where it covers no name of an area
 * [{name, lon, lat}], no other alarm and no warning; without a free side the sign of the mark must do, the panel has the word.
 * legend is the layer's, scale enlarges marks on large screens, renderer draws warnings too, which are drawn before beside() is told.
 */
export function alarmLayer(legend, { lang, scale, renderer }) {
  const group = L.layerGroup();
  const Mark = markOn(scale);
  const measure = document.createElement('canvas').getContext('2d');
  let names = [];
  let others = [];

  /** Boxes around places on the map, in pixels of the wall; offset by those of a form. */
  function boxAt({ lat, lng }, { left, right, top, bottom }) {
    const { x, y } = group._map.latLngToLayerPoint([lat, lng]);
    return { left: x + left * scale, right: x + right * scale, top: y + top * scale, bottom: y + bottom * scale };
  }

  function nameBox({ text, lat, lng }) {
    measure.font = `700 ${NAME.px}px ${FONT}`;
    // The map breaks names of several words into two lines.
    const lines = text.includes(' ') ? 2 : 1;
    const half = measure.measureText(text).width / lines / 2;
    const high = lines * NAME.px * NAME.lineHeight / 2;
    return boxAt({ lat, lng }, { left: -half, right: half, top: -high, bottom: high + NAME.latePx });
  }

  function settle() {
    if (!group._map) return;
    const marks = group.getLayers();
    const reach = { left: -MARK_REACH, right: MARK_REACH, top: -MARK_REACH, bottom: MARK_REACH };
    const worded = marks.filter(({ options }) => !options.look.noticed).reverse();
    const fixed = [...names.map(nameBox), ...[...marks.map((mark) => mark.getLatLng()), ...others].map((place) => boxAt(place, reach))];
    const places = worded.map(({ options: { look } }) => alarmWordPlaces(measure, look.word, look.font));
    const forms = places.map((some, index) => [...some, NOWHERE].map((place) => boxAt(worded[index].getLatLng(), place)));
    const chosen = formsFor([...fixed.map((box) => [box]), ...forms]).slice(fixed.length);
    worded.forEach((mark, index) => {
      mark.options.place = places[index][chosen[index]];
      mark.redraw();
    });
  }

  group.on('add', () => group._map.on('zoomend', settle));
  return {
    layer: group,
    update(rows) {
      group.clearLayers();
      // The newest last, so that nothing hides it.
      for (const row of rows.toReversed()) {
        const look = alarmLook(legend.items, row, { lang, theme: THEMES.dark, font: FONT });
        new Mark([row.lat, row.lon], { renderer, look, radius: WORD_REACH * scale, interactive: false }).addTo(group);
      }
      settle();
    },
    around(areas, nameOf) {
      names = areas.filter(({ lon }) => lon !== null).map((area) => ({ text: nameOf(area), lat: area.lat, lng: area.lon }));
      settle();
    },
    beside(rows) {
      others = rows.map(({ lat, lon }) => ({ lat, lng: lon }));
      for (const mark of group.getLayers()) mark.bringToFront();
      settle();
    },
  };
}

function markOn(scale) {
  return L.CircleMarker.extend({
    _updatePath() {
      const { _ctx: ctx, _drawing: drawing } = this._renderer;
      if (!drawing || this._empty()) return;
      const { look, place } = this.options;
      ctx.save();
      ctx.translate(this._point.x, this._point.y);
      ctx.scale(scale, scale);
      drawAlarm(ctx, look);
      if (place) drawAlarmWord(ctx, look.word, look, place);
      ctx.restore();
    },
  });
}
