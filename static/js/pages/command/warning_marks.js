/** The warnings on the map of the wall: the square each is about and an arrow in its middle. Global: L. */
import { FONT, THEMES } from '../../map/theme.js';
import { drawWarning, warningLook, WARNING_REACH } from '../../map/warning_symbols.js';

/** A layer that draws the rows given to update(rows) by a renderer; legend is the layer's, scale enlarges it on large screens. */
export function warningLayer(legend, { lang, scale, renderer }) {
  const group = L.layerGroup();
  const Mark = markOn(scale);
  const square = (colour, weight, dashArray) => ({ renderer, interactive: false, fill: false, color: colour, weight: weight * scale, dashArray });
  return {
    layer: group,
    update(rows) {
      group.clearLayers();
      for (const row of rows.toReversed()) {
        const look = warningLook(legend.items, row, { lang, theme: THEMES.dark, font: FONT });
        const corners = [[row.south, row.west], [row.north, row.east]];
        L.rectangle(corners, square(look.ground, 4)).addTo(group);
        L.rectangle(corners, square(look.colour, 2, '8 5')).addTo(group);
        new Mark([row.lat, row.lon], { renderer, look, radius: 2 * WARNING_REACH * scale, interactive: false }).addTo(group);
      }
    },
  };
}

function markOn(scale) {
  return L.CircleMarker.extend({
    _updatePath() {
      const { _ctx: ctx, _drawing: drawing } = this._renderer;
      if (!drawing || this._empty()) return;
      ctx.save();
      ctx.translate(this._point.x, this._point.y);
      ctx.scale(scale, scale);
      drawWarning(ctx, this.options.look);
      ctx.restore();
    },
  });
}
