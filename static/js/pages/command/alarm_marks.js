/** The alarms on the map of the wall, all on one canvas above everything else. Global: L. */
import { alarmLook, ALARM_REACH, drawAlarm, drawAlarmWord } from '../../map/alarm_symbols.js';
import { FONT, THEMES } from '../../map/theme.js';

// A mark is drawn anew with what its word covers.
const WORD_REACH = 4 * ALARM_REACH;

/** A layer that draws the rows given to update(rows); legend is the layer's, scale enlarges it on large screens. */
export function alarmLayer(legend, { lang, scale }) {
  const group = L.layerGroup();
  const renderer = L.canvas({ pane: 'alarms', padding: 0.2 });
  const Mark = markOn(scale);
  return {
    layer: group,
    update(rows) {
      group.clearLayers();
      // The newest last, so that nothing hides it.
      for (const row of rows.toReversed()) {
        const look = alarmLook(legend.items, row, { lang, theme: THEMES.dark, font: FONT });
        new Mark([row.lat, row.lon], { renderer, look, radius: WORD_REACH * scale, interactive: false, pane: 'alarms' }).addTo(group);
      }
    },
  };
}

function markOn(scale) {
  return L.CircleMarker.extend({
    _updatePath() {
      const { _ctx: ctx, _drawing: drawing } = this._renderer;
      if (!drawing || this._empty()) return;
      const { look } = this.options;
      ctx.save();
      ctx.translate(this._point.x, this._point.y);
      ctx.scale(scale, scale);
      drawAlarm(ctx, look);
      if (!look.noticed) drawAlarmWord(ctx, look.word, look);
      ctx.restore();
    },
  });
}
