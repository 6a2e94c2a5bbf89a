/** The viewer's area in full colour with everything outside veiled, and the border of the chosen part. */
import { THEMES } from '../map/theme.js';

const WORLD = [[-89, -179], [-89, 179], [89, 179], [89, -179]];
const PADDING = [24, 24];

/** Veils what lies outside the outlines, draws their border and frames the map to them. */
export function outlineReach(map, outlines) {
  if (!outlines.length) return;
  const rings = outlines.flatMap((outline) => polygons(outline).map((polygon) => turned(polygon[0])));
  L.polygon([WORLD, ...rings], {
    pane: 'borders', stroke: false, fillColor: THEMES.light.ground, fillOpacity: 0.72, interactive: false,
  }).addTo(map);
  const border = L.polygon(rings.map((ring) => [ring]), {
    pane: 'borders', color: THEMES.light.text, weight: 3, fill: false, interactive: false,
  }).addTo(map);
  map.fitBounds(border.getBounds(), { padding: PADDING, animate: false });
}

/** The border of the chosen area, from the public layer of borders; returns something removable. */
export function outlineArea(map, data, uuid) {
  const group = L.layerGroup().addTo(map);
  const mark = data.marks.find((one) => one.uuid === uuid);
  if (mark?.label === undefined) return group;
  const around = `${mark.lon - 1e-6},${mark.lat - 1e-6},${mark.lon + 1e-6},${mark.lat + 1e-6}`;
  fetch(`/layers/${data.borders}.geojson?bbox=${around}`)
    .then((response) => (response.ok ? response.json() : { features: [] }))
    .then(({ features }) => {
      const found = features.find((feature) => feature.properties.uuid === uuid);
      if (found) group.addLayer(border(found.geometry));
    })
    .catch(() => {});
  return group;
}

function border(geometry) {
  const rings = polygons(geometry).map((polygon) => [turned(polygon[0])]);
  return L.polygon(rings, {
    pane: 'borders', color: THEMES.light.accent, weight: 4, fillColor: THEMES.light.accent, fillOpacity: 0.15, interactive: false,
  });
}

function polygons({ type, coordinates }) {
  return type === 'Polygon' ? [coordinates] : coordinates;
}

const turned = (ring) => ring.map(([lon, lat]) => [lat, lon]);
