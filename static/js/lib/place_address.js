/** The public page's address for a place; no DOM. */

const DECIMALS = 4;

/** The query string with a place instead of what named a place before; accuracy in metres or null. */
export function withPlace(search, { lon, lat, accuracy = null, from = '' }) {
  const query = new URLSearchParams(search);
  for (const name of ['area', 'page', 'acc', 'from']) query.delete(name);
  query.set('lon', lon.toFixed(DECIMALS));
  query.set('lat', lat.toFixed(DECIMALS));
  if (accuracy !== null) query.set('acc', String(Math.min(99999, Math.max(1, Math.round(accuracy)))));
  if (from) query.set('from', from);
  return `?${query}`;
}

/** The query string with one parameter set, or removed when the value is empty. */
export function withParameter(search, name, value) {
  const query = new URLSearchParams(search);
  if (value) query.set(name, value);
  else query.delete(name);
  const text = query.toString();
  return text ? `?${text}` : '';
}
