/** A shape of a link as a Leaflet layer. Global: L. */
import { THEMES } from '../theme.js';
import { shapeParameter } from './map_state.js';

const EARTH_M = 6_371_008.8;
const CORNERS = 128;

/** The look of a drawn shape. */
export function shapeStyle(theme) {
  return { color: THEMES[theme].accent, weight: 3, dashArray: '8 5', fillOpacity: 0.08, interactive: false };
}

/** Latitudes and longitudes of a circle by a radius on the ground; the server's own circle is as good as the same. */
export function circleCorners({ lon, lat, radius_m: radius }) {
  const north = radius / EARTH_M * 180 / Math.PI;
  const east = north / Math.cos(lat * Math.PI / 180);
  return Array.from({ length: CORNERS }, (_, n) => n * 2 * Math.PI / CORNERS).map((turn) => [lat + north * Math.sin(turn), lon + east * Math.cos(turn)]);
}

/** The layer of a shape; an area's border is asked of the server, null when it has none. */
export async function shapeLayer(shape, theme, pane) {
  const style = { ...shapeStyle(theme), ...(pane ? { pane } : {}) };
  if (shape.kind === 'ring') return L.polygon(shape.vertices.map(([lon, lat]) => [lat, lon]), style);
  if (shape.kind === 'circle') return L.polygon(circleCorners(shape), style);
  const [, code] = shapeParameter(shape);
  const level = { 6: 'districts', 9: 'subdistricts', 12: 'communities', 15: 'grids' }[code.length];
  const response = await fetch(`/ogc/collections/${level}/items?code=${code}&limit=1`).catch(() => null);
  if (!response?.ok) return null;
  return L.geoJSON(await response.json(), { ...style, style });
}
