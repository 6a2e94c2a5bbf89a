/** Shows where the device is; nothing of it is sent to the server. Global: L. */
import { THEMES } from '../theme.js';
import { circleCorners } from './shape_layer.js';

const OPTIONS = { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 };
const NEAR_ZOOM = 17;

/** A function that locates; given: {map, setup, theme, t, say(text)}. */
export function createLocator({ map, setup, theme, t, say }) {
  const mark = L.layerGroup().addTo(map);
  const style = { pane: 'chosen', interactive: false, color: THEMES[theme].accent, weight: 2, fillOpacity: 0.15 };

  function show({ coords }) {
    const { longitude: lon, latitude: lat, accuracy } = coords;
    mark.clearLayers();
    if (setup.bounds && !inside(setup.bounds, lon, lat)) return say(t('locateAway'));
    L.polygon(circleCorners({ lon, lat, radius_m: accuracy }), style).addTo(mark);
    L.circleMarker([lat, lon], { ...style, radius: 7, weight: 3, fillOpacity: 1 }).addTo(mark);
    map.setView([lat, lon], Math.max(map.getZoom(), NEAR_ZOOM));
    return say(t('located', { n: Math.round(accuracy) }));
  }

  return () => {
    if (!navigator.geolocation) return say(t('locateFailed'));
    say(t('locating'));
    navigator.geolocation.getCurrentPosition(show, (problem) => {
      say(t(problem.code === problem.PERMISSION_DENIED ? 'locateDenied' : 'locateFailed'));
    }, OPTIONS);
    return undefined;
  };
}

function inside([west, south, east, north], lon, lat) {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
