/** A place goes in a posted body, everything else a page is asked for in its address; no DOM. */

const DECIMALS = 4;
const PLACE = ['lon', 'lat', 'acc', 'from'];
const TOKEN = 'csrfmiddlewaretoken';

/** The fields of a place as the pages read them; accuracy in metres or null. */
export function placeFields({ lon, lat, accuracy = null, from = '' }) {
  const fields = { lon: lon.toFixed(DECIMALS), lat: lat.toFixed(DECIMALS) };
  if (accuracy !== null) fields.acc = String(Math.min(99999, Math.max(1, Math.round(accuracy))));
  if (from) fields.from = from;
  return fields;
}

/** The fields of a form as {place, search}: place null without coordinates, search as a query string without it. */
export function apart(entries) {
  const place = {};
  const query = new URLSearchParams();
  for (const [name, value] of entries) {
    if (PLACE.includes(name)) place[name] = value;
    else if (name !== TOKEN) query.set(name, value);
  }
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  return { place: place.lon && place.lat ? place : null, search: asSearch(query) };
}

/** The query string for a search from another place: no area chosen before, and the first page. */
export function fromElsewhere(search) {
  const query = new URLSearchParams(search);
  for (const name of ['area', 'page', ...PLACE]) query.delete(name);
  return asSearch(query);
}

/** The query string with one parameter set, or removed when the value is empty. */
export function withParameter(search, name, value) {
  const query = new URLSearchParams(search);
  if (value) query.set(name, value);
  else query.delete(name);
  return asSearch(query);
}

function asSearch(query) {
  const text = query.toString();
  return text ? `?${text}` : '';
}
