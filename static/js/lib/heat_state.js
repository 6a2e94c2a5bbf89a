/** What the heat desk shows, as the query of a link and back; no DOM. Nonsense in a link is left out. */

export const VIEWS = ['surface', 'cells', 'grids', 'change', 'hotspots'];
export const MEASURES = ['count', 'households', 'km2'];
export const LEVELS = ['grid', 'community', 'subdistrict'];
export const TABS = ['areas', 'compare', 'hotspots', 'warnings', 'ranking'];
export const DIFFS = ['cells', 'areas'];
export const STEPS = ['hour', 'day', 'week'];
export const STATES = ['open', 'closed', 'late'];
export const BORDERS = ['now', 'then'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WORDS = /^[A-Za-z0-9_.-]{1,48}(,[A-Za-z0-9_.-]{1,48}){0,99}$/;
const HOURS = /^\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*$/;
const AREA = /^(\d{6}|\d{9}|\d{12}|\d{15})$/;
const WITH = /^(before|year_ago|\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2})$/;
const PICK = /^(cell\/\d{1,2}\/\d{1,8}\/\d{1,8}|square\/-?\d{1,3}(\.\d{1,6})?,-?\d{1,2}(\.\d{1,6})?,\d{2,4}|(grid|warning)\/[0-9a-fA-F-]{36})$/;
const DEGREES = 6;
const ZOOM_DECIMALS = 2;

/** The state of a link that names nothing. Empty days stand for the period the data opens on. */
export const FIRST = Object.freeze({
  view: 'surface', measure: 'count', level: 'grid', borders: 'now', tab: 'areas',
  from: '', to: '', category: '', priority: '', source: '', state: '', hours: '', area: '', count: 'reports',
  with: 'before', diff: 'cells', step: 'day', frame: -1, weeks: '1', by: 'cell', pick: '', at: null, theme: 'light',
});

const oneOf = (...accepted) => (text) => accepted.includes(text);
const like = (form) => (text) => form.test(text);
// In the order of a link; a value that is FIRST's is not written.
const KEYS = {
  view: oneOf(...VIEWS), measure: oneOf(...MEASURES), level: oneOf(...LEVELS), borders: oneOf(...BORDERS), tab: oneOf(...TABS), from: like(DAY), to: like(DAY), category: like(WORDS),
  priority: like(WORDS), source: like(WORDS), state: oneOf(...STATES), hours: like(HOURS), area: like(AREA), count: oneOf('reports', 'incidents'),
  with: like(WITH), diff: oneOf(...DIFFS), step: oneOf(...STEPS), weeks: oneOf('1', '4'), by: oneOf('cell', 'grid'), pick: like(PICK), theme: oneOf('light', 'dark'),
};
const FILTERS = ['from', 'to', 'category', 'priority', 'source', 'state', 'hours', 'area', 'count'];

/** The state of a query string. */
export function readHeatState(search) {
  const query = new URLSearchParams(search);
  const state = { ...FIRST };
  for (const [key, accepts] of Object.entries(KEYS)) {
    const text = query.get(key) ?? '';
    if (text.length <= 700 && accepts(text)) state[key] = text;
  }
  if (state.from && state.to && state.from > state.to) Object.assign(state, { from: '', to: '' });
  const frame = query.get('frame') ?? '';
  if (/^\d{1,4}$/.test(frame)) state.frame = Number(frame);
  state.at = viewOf(query.get('at'));
  return state;
}

/** The query string of a state, the same for equal states. */
export function writeHeatState(state) {
  const parts = state.at ? [['at', [fixed(state.at.lon), fixed(state.at.lat), fixed(state.at.zoom, ZOOM_DECIMALS)].join(',')]] : [];
  for (const key of Object.keys(KEYS)) if (state[key] !== FIRST[key]) parts.push([key, state[key]]);
  if (state.frame >= 0) parts.push(['frame', String(state.frame)]);
  return parts.length > 0 ? `?${parts.map(([key, value]) => `${key}=${readable(value)}`).join('&')}` : '';
}

/** What the server is asked for: the filters that are set, by name. */
export function filterQuery(state) {
  return Object.fromEntries(FILTERS.filter((name) => state[name] && state[name] !== FIRST[name]).map((name) => [name, state[name]]));
}

/** What is picked where a square of some metres is, around a place in degrees. */
export function squarePick(lon, lat, side) {
  return `square/${fixed(lon)},${fixed(lat)},${Math.round(side)}`;
}

/** The filters of a state set back to the first ones; everything else stays. */
export function withoutFilters(state) {
  return { ...state, ...Object.fromEntries(FILTERS.map((name) => [name, FIRST[name]])), pick: '', frame: -1 };
}

/** The names of filters that narrow what is counted. */
export function narrowing(state) {
  return FILTERS.filter((name) => name !== 'count' && state[name]);
}

/** A comma list with a word put in or taken out; the order is the alphabet's, so that equal choices make equal links. */
export function toggled(list, word) {
  const words = new Set(list ? list.split(',') : []);
  if (!words.delete(word)) words.add(word);
  return [...words].sort().join(',');
}

function viewOf(text) {
  const found = (text ?? '').split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (found.length !== 3 || !found.every(Number.isFinite)) return null;
  const [lon, lat, zoom] = found;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85.06 && zoom >= 0 && zoom <= 22 ? { lon, lat, zoom } : null;
}

function fixed(value, digits = DEGREES) {
  return String(Number(value.toFixed(digits)));
}

function readable(value) {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%2F', '/');
}
