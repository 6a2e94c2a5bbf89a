/** Square cells on one canvas over the map, redrawn where the map stands; Global: L. */

/**
 * A Leaflet layer of coloured cells. set({z, x, y}, [[cell, key]]) shows cells in looks by key; clear() nothing.
 * options: {pane, looks: key → {colour} or {tile: canvas of a pattern, rim}, opacity}.
 */
export function cellCanvas({ pane, looks, opacity }) {
  return new CellCanvas({ pane, looks, opacity, padding: 0.1 });
}

const CellCanvas = L.Renderer.extend({
  _initContainer() {
    this._container = document.createElement('canvas');
    this._container.setAttribute('aria-hidden', 'true');
    this._ctx = this._container.getContext('2d');
    this._cells ??= null;
  },

  _destroyContainer() {
    this._container.remove();
    delete this._container;
    delete this._ctx;
  },

  _updatePaths() {},

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const sharp = window.devicePixelRatio || 1;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    Object.assign(this._container, { width: Math.round(size.x * sharp), height: Math.round(size.y * sharp) });
    Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
    this._draw();
  },

  set(grid, classed) {
    this._cells = { grid, classed };
    this._draw();
  },

  clear() {
    this._cells = null;
    this._draw();
  },

  _draw() {
    if (!this._ctx || !this._map) return;
    const ctx = this._ctx;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this._container.width, this._container.height);
    if (!this._cells) return;
    const { grid, classed } = this._cells;
    const origin = this._map.getPixelOrigin().add(this._bounds.min);
    const sharp = this._container.width / this._bounds.getSize().x;
    const side = 256 * 2 ** (this._map.getZoom() - grid.z) * sharp;
    // Edges on whole pixels: neighbours neither overlap nor leave a seam.
    const edge = (number, from) => Math.round(number * side - from * sharp);
    ctx.globalAlpha = this.options.opacity;
    const [width, height] = [this._container.width, this._container.height];
    const fills = new Map();
    for (const [cell, key] of classed) {
      const [left, top] = [edge(grid.x[cell], origin.x), edge(grid.y[cell], origin.y)];
      const [right, bottom] = [edge(grid.x[cell] + 1, origin.x), edge(grid.y[cell] + 1, origin.y)];
      if (right < 0 || bottom < 0 || left > width || top > height) continue;
      if (!fills.has(key)) fills.set(key, fillOf(ctx, this.options.looks[key]));
      ctx.fillStyle = fills.get(key);
      ctx.fillRect(left, top, right - left, bottom - top);
    }
  },
});

function fillOf(ctx, { colour, tile }) {
  return tile ? ctx.createPattern(tile, 'repeat') : colour;
}
