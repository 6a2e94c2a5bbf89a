/** Points drawn on a map by pointer, touch or keyboard, with a way back. Global: L. */
import { THEMES } from '../theme.js';
import { circleCorners, shapeStyle } from './shape_layer.js';

const MOST = 200;
const SAME_PX = 6;
const PANE = 'sketch';

/**
 * A sketch that takes points until it is finished. kind: 'line', 'ring' or 'circle' (centre, then a point on it).
 * onChange(vertices) after every point, onFinish(vertices) when it is done; vertices are [lon, lat].
 */
export function createSketch(map, { kind, theme, onChange, onFinish }) {
  if (!map.getPane(PANE)) map.createPane(PANE).style.zIndex = 545;
  const group = L.layerGroup().addTo(map);
  const guide = L.polyline([], { pane: PANE, color: THEMES[theme].accent, weight: 2, dashArray: '4 6', interactive: false }).addTo(map);
  let vertices = [];
  let open = true;
  const hadDouble = map.doubleClickZoom.enabled();

  function add({ lng, lat }) {
    if (!open || vertices.length >= MOST || isLast(lng, lat)) return;
    vertices = [...vertices, [wrapped(lng), lat]];
    draw();
    onChange(vertices);
    if (kind === 'circle' && vertices.length === 2) finish();
  }

  /** A double click brings the same place twice. */
  function isLast(lng, lat) {
    const last = vertices.at(-1);
    return last !== undefined && map.latLngToContainerPoint([last[1], last[0]]).distanceTo(map.latLngToContainerPoint([lat, lng])) < SAME_PX;
  }

  function draw() {
    group.clearLayers();
    guide.setLatLngs([]);
    const corners = vertices.map(([lon, lat]) => [lat, lon]);
    const style = { ...shapeStyle(theme), pane: PANE };
    if (kind === 'line') L.polyline(corners, { ...style, dashArray: null, weight: 4 }).addTo(group);
    else if (kind === 'ring') L.polygon(corners, style).addTo(group);
    else if (vertices.length === 2) L.polygon(circleCorners(circleOf(vertices, map)), style).addTo(group);
    for (const corner of corners) {
      L.circleMarker(corner, { pane: PANE, interactive: false, radius: 6, weight: 3, color: THEMES[theme].accent, fillColor: THEMES[theme].ground, fillOpacity: 1 }).addTo(group);
    }
  }

  const least = { line: 2, ring: 3, circle: 2 }[kind];
  // Two quick taps at two places come as a double click too: only one at the place of the last point finishes.
  let repeated = false;
  const onClick = ({ latlng }) => {
    repeated = isLast(latlng.lng, latlng.lat);
    add(latlng);
  };
  const onDouble = () => { if (repeated) finish(); };
  const onMove = ({ latlng }) => {
    const last = vertices.at(-1);
    if (open && last) guide.setLatLngs([[last[1], last[0]], latlng, ...(kind === 'ring' && vertices.length > 1 ? [[vertices[0][1], vertices[0][0]]] : [])]);
  };

  function finish() {
    if (!open || vertices.length < least) return;
    close();
    onFinish(vertices);
  }

  function close() {
    open = false;
    guide.setLatLngs([]);
    map.off('click', onClick).off('mousemove', onMove).off('dblclick', onDouble);
    if (hadDouble) map.doubleClickZoom.enable();
    map.getContainer().classList.remove('sketching');
    document.body.classList.remove('sketching-now');
  }

  map.doubleClickZoom.disable();
  map.on('click', onClick).on('mousemove', onMove).on('dblclick', onDouble);
  map.getContainer().classList.add('sketching');
  document.body.classList.add('sketching-now');
  return {
    add,
    addCentre: () => add(map.getCenter()),
    undo() {
      if (!open || vertices.length === 0) return;
      vertices = vertices.slice(0, -1);
      draw();
      onChange(vertices);
    },
    finish,
    isOpen: () => open,
    canFinish: () => vertices.length >= least,
    vertices: () => vertices,
    remove() {
      if (open) close();
      group.remove();
      guide.remove();
    },
  };
}

/** The circle of a centre and a point on it: {lon, lat, radius_m}. */
export function circleOf([[lon, lat], [onLon, onLat]], map) {
  return { lon, lat, radius_m: Math.max(1, Math.round(map.distance([lat, lon], [onLat, onLon]))) };
}

function wrapped(lng) {
  return ((lng + 180) % 360 + 360) % 360 - 180;
}
