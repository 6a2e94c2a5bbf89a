/** Findings on the map: hatch for overlaps, dots for gaps; slivers are drawn wider than they are. Global: L. */

const OVERLAP = { border: '#16202E', ground: '#F3C6E2', mark: '#B0127B' };
const GAP = { border: '#16202E', ground: '#FFFFFF', mark: '#16202E' };
const WIDTH_PX = 9;
const CELL = 8;

/** Draws findings {key, geometry} and lets number(findings) put numbers on them; returns which kinds are there. */
export function drawFindings(map, findings, number) {
  const present = { overlap: false, gap: false };
  for (const finding of findings) {
    const kind = finding.key.startsWith('overlap') ? 'overlap' : 'gap';
    present[kind] = true;
    new (patterned())(finding.geometry, kind === 'overlap' ? OVERLAP : GAP, kind).addTo(map);
  }
  number?.(findings);
  return present;
}

let layerClass = null;

/** The class of a layer made when the first one is drawn: pages without a map load no Leaflet. */
function patterned() {
  layerClass ??= L.Layer.extend(ONE_SHAPE);
  return layerClass;
}

/** A canvas over the map with one patterned shape, redrawn when the map has moved. */
const ONE_SHAPE = {
  initialize(geometry, style, kind) {
    this._geometry = geometry;
    this._style = style;
    this._kind = kind;
  },
  onAdd(map) {
    this._canvas = L.DomUtil.create('canvas', 'leaflet-zoom-hide', map.getPane('marks'));
    map.on('moveend resize', this._draw, this);
    this._draw();
  },
  onRemove(map) {
    this._canvas.remove();
    map.off('moveend resize', this._draw, this);
  },
  _draw() {
    const map = this._map;
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    this._canvas.width = size.x * ratio;
    this._canvas.height = size.y * ratio;
    this._canvas.style.width = `${size.x}px`;
    this._canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint([0, 0]));
    const ctx = this._canvas.getContext('2d');
    ctx.scale(ratio, ratio);
    ctx.lineJoin = 'round';
    const path = pathOf(map, this._geometry);
    ctx.strokeStyle = this._style.border;
    ctx.lineWidth = WIDTH_PX;
    ctx.stroke(path);
    const fill = ctx.createPattern(tile(this._style, this._kind), 'repeat');
    ctx.strokeStyle = fill;
    ctx.lineWidth = WIDTH_PX - 2.4;
    ctx.stroke(path);
    ctx.fillStyle = fill;
    ctx.fill(path, 'evenodd');
  },
};

function pathOf(map, { type, coordinates }) {
  const path = new Path2D();
  const rings = { Polygon: coordinates, MultiPolygon: coordinates.flat?.(), LineString: [coordinates], MultiLineString: coordinates }[type] ?? [];
  for (const ring of rings) {
    ring.forEach(([lon, lat], index) => {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      if (index) path.lineTo(x, y);
      else path.moveTo(x, y);
    });
  }
  return path;
}

function tile({ ground, mark }, kind) {
  const canvas = document.createElement('canvas');
  canvas.width = CELL;
  canvas.height = CELL;
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, CELL, CELL);
  ctx.fillStyle = mark;
  ctx.strokeStyle = mark;
  ctx.lineWidth = 2.2;
  ctx.beginPath();
  if (kind === 'overlap') {
    for (const shift of [-CELL, 0, CELL]) {
      ctx.moveTo(shift - 2, CELL + 2);
      ctx.lineTo(shift + CELL + 2, -2);
    }
    ctx.stroke();
  } else {
    ctx.arc(CELL / 2, CELL / 2, 1.5, 0, 2 * Math.PI);
    ctx.fill();
  }
  return canvas;
}
