/** What the coverage desk shows, as the query of a link and back; no DOM. Nonsense in a link is left out. */

export const PACES = ['adult', 'elderly'];
export const MINUTES = ['10', '15'];
export const AGES = ['persons', 'children', 'adults', 'elders', 'oldest'];
export const LEVELS = ['subdistrict', 'community', 'grid'];
export const TABS = ['areas', 'access', 'change', 'siting', 'compare', 'standards'];
export const METHODS = ['2sfca', 'e2sfca', '3sfca'];
export const SHOWN = ['before', 'after', 'change'];

const KIND = /^[a-z_]{1,24}$/;
const AREA = /^(\d{6}|\d{9}|\d{12}|\d{15})$/;
const NUMBER = '-?\\d{1,3}(\\.\\d{1,12})?';
const PLACES = new RegExp(`^${NUMBER},${NUMBER}(;${NUMBER},${NUMBER}){0,49}$`);
const PLACE = new RegExp(`^${NUMBER},${NUMBER}$`);
const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const UUIDS = new RegExp(`^${UUID}(,${UUID}){0,49}$`);
const LEVEL_OF_LENGTH = { 6: 'subdistrict', 9: 'community', 12: 'grid', 15: 'grid' };
const DEGREES = 6;
const MOST_SIGNS = 4000;

/** The state of a link that names nothing. close and open are a what-if: points that close, places where some open. */
export const FIRST = Object.freeze({
  kind: 'station', pace: 'elderly', minutes: '15', age: 'persons', level: 'subdistrict', area: '', tab: 'areas', only: '', method: 'e2sfca',
  close: '', open: '', shown: 'after', pick: '', at: null, theme: 'light',
});

const oneOf = (...accepted) => (text) => accepted.includes(text);
const like = (form) => (text) => form.test(text);
const KEYS = {
  kind: like(KIND), pace: oneOf(...PACES), minutes: oneOf(...MINUTES), age: oneOf(...AGES), level: oneOf(...LEVELS), area: like(AREA),
  tab: oneOf(...TABS), only: oneOf('1'), method: oneOf(...METHODS), close: like(UUIDS), open: like(PLACES), shown: oneOf(...SHOWN),
  pick: like(PLACE), theme: oneOf('light', 'dark'),
};

/** The state of a query string. */
export function readCoverageState(search) {
  const query = new URLSearchParams(search);
  const state = { ...FIRST };
  for (const [key, accepts] of Object.entries(KEYS)) {
    const text = query.get(key) ?? '';
    if (text.length <= MOST_SIGNS && accepts(text)) state[key] = text;
  }
  state.at = viewOf(query.get('at'));
  return state;
}

/** The query string of a state, the same for equal states. */
export function writeCoverageState(state) {
  const parts = state.at ? [['at', [fixed(state.at.lon), fixed(state.at.lat), fixed(state.at.zoom, 2)].join(',')]] : [];
  for (const key of Object.keys(KEYS)) if (state[key] !== FIRST[key]) parts.push([key, state[key]]);
  return parts.length > 0 ? `?${parts.map(([key, value]) => `${key}=${readable(value)}`).join('&')}` : '';
}

/** Whether a state asks what a change would do. */
export function isChanged({ close, open }) {
  return Boolean(close || open);
}

/** Closed points as uuids, opened places as [lon, lat]. */
export function changesOf({ close, open }) {
  return { close: close ? close.split(',') : [], open: open ? open.split(';').map((place) => place.split(',').map(Number)) : [] };
}

/** The patch of a state for lists of changes. */
export function changePatch({ close, open }) {
  return { close: close.join(','), open: open.map(([lon, lat]) => `${fixed(lon)},${fixed(lat)}`).join(';') };
}

/** The area above, '' for the whole district's. */
export function areaAbove(code) {
  return code.length > 9 ? code.slice(0, code.length - 3) : '';
}

/** The patch of a state that goes into an area and lists what lies in it. */
export function intoArea(code) {
  return { area: code, level: LEVEL_OF_LENGTH[code.length] ?? 'subdistrict' };
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
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3B', ';');
}
