/** Rules of the map's drawing library in the few forms the layers need. Global: protomapsL (classic script). */
import { labelProperty, metresPerPixel } from '../lib/projection.js';

const HALO = 3;

/** A fill whose colour is a function of the feature. */
export function fill(dataLayer, colour, options = {}) {
  const symbolizer = new protomapsL.PolygonSymbolizer({ fill: (z, f) => colour(f), perFeature: true, ...options });
  return rule(dataLayer, symbolizer);
}

/** A dot with a rim. */
export function dot(dataLayer, colour, rim, radius) {
  const symbolizer = new protomapsL.CircleSymbolizer({
    radius, fill: (z, f) => colour(f), stroke: rim, width: 1.5, opacity: 1,
  });
  return rule(dataLayer, symbolizer);
}

/** A square with a rim, which nobody takes for a round mark. */
export function square(dataLayer, colour, rim, side) {
  const draw = (ctx, geom, z, f) => {
    const { x, y } = geom[0][0];
    ctx.globalAlpha = 1;
    ctx.fillStyle = rim;
    ctx.fillRect(x - side / 2 - 1.5, y - side / 2 - 1.5, side + 3, side + 3);
    ctx.fillStyle = colour(f);
    ctx.fillRect(x - side / 2, y - side / 2, side, side);
  };
  return rule(dataLayer, { before: () => {}, draw });
}

/** A border line on a casing, in the colour of the layer's legend. */
export function border(dataLayer, kit, { width }) {
  const line = (colour, lineWidth) => new protomapsL.LineSymbolizer({
    color: colour, width: lineWidth, lineJoin: 'round', lineCap: 'round', opacity: 1,
  });
  return [
    rule(dataLayer, line(kit.theme.halo, (width + 2.5) * kit.weight)),
    rule(dataLayer, line(kit.swatch('border'), width * kit.weight)),
  ];
}

/** A centred label with a halo; minzoom and maxzoom are display zooms, both included. */
export function label(dataLayer, kit, { size, weight = 400, fill: colour, minzoom, maxzoom }) {
  const symbolizer = new protomapsL.CenteredTextSymbolizer({
    labelProps: (z, f) => labelProperty(f.props, kit.lang),
    fontFamily: kit.font, fontSize: kit.px(size), fontWeight: weight, lineHeight: 1.25,
    fill: colour ?? kit.theme.text, stroke: kit.theme.halo, width: HALO * kit.scale,
  });
  return { ...rule(dataLayer, symbolizer), minzoom: shifted(minzoom, kit), maxzoom: shifted(maxzoom, kit) };
}

const shifted = (zoom, kit) => (zoom ? zoom + kit.shift : zoom);

/** A building's shadow to the north-north-east, longer with more floors. */
export function shadow(dataLayer, colour) {
  const METRES_PER_FLOOR = 0.9;
  const draw = (ctx, geom, z, f) => {
    const length = (f.props.floors ?? 1) * METRES_PER_FLOOR / metresPerPixel(z);
    if (length < 1) return;
    ctx.globalAlpha = 1;
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (const ring of geom) traceShifted(ctx, ring, length * 0.4, -length * 0.9);
    ctx.fill();
  };
  return rule(dataLayer, { before: () => {}, draw });
}

function traceShifted(ctx, ring, dx, dy) {
  for (const [index, point] of ring.entries()) {
    if (index === 0) ctx.moveTo(point.x + dx, point.y + dy);
    else ctx.lineTo(point.x + dx, point.y + dy);
  }
}

/** A rule for one layer of the tiles; the source is named like the layer, labels come with it. */
export function rule(dataLayer, symbolizer, filter) {
  return { dataSource: dataLayer.replace(/_labels$/, ''), dataLayer, symbolizer, filter };
}
