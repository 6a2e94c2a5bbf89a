/** What a map shows, as the query of a link and back; no DOM. Ids are UUIDs or row numbers, nothing of a person. */

const DEGREES = 6;
const ZOOM_DECIMALS = 2;
const FILTER = /^([a-z_]+)\.([a-z]+)$/;
const NAME = /^[a-z0-9_]+$/;
const ID = /^[0-9a-fA-F-]{1,36}$/;

/**
 * The state of a query string: {view: {lon, lat, zoom} or null, layers: Map name → opacity (0..1) or null for the first
 * ones, filters: {layer: {name: value}}, pick: {layer, id} or null, base, shape or null, theme}. Nonsense is left out.
 */
export function readState(search) {
  const query = new URLSearchParams(search);
  const filters = {};
  for (const [key, value] of query) {
    const [, layer, name] = key.match(FILTER) ?? [];
    if (layer && value && value.length <= 48) (filters[layer] ??= {})[name] = value;
  }
  return {
    view: viewOf(query.get('at')),
    layers: query.has('layers') ? layersOf(query.get('layers')) : null,
    filters,
    pick: pickOf(query.get('pick')),
    base: NAME.test(query.get('base') ?? '') ? query.get('base') : 'own',
    shape: shapeOf(query),
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
  };
}

/** The query string of a state, the same for equal states; commas, colons and slashes stay readable. */
export function writeState({ view, layers, filters = {}, pick, base, shape, theme }) {
  const parts = [];
  if (view) parts.push(['at', [fixed(view.lon), fixed(view.lat), fixed(view.zoom, ZOOM_DECIMALS)].join(',')]);
  if (layers) parts.push(['layers', [...layers].map(([name, opacity]) => (opacity < 1 ? `${name}:${Math.round(opacity * 100)}` : name)).join(',')]);
  for (const [layer, values] of Object.entries(filters)) {
    for (const [name, value] of Object.entries(values)) if (value) parts.push([`${layer}.${name}`, value]);
  }
  if (pick) parts.push(['pick', `${pick.layer}/${pick.id}`]);
  if (base && base !== 'own') parts.push(['base', base]);
  if (shape) parts.push(shapeParameter(shape));
  if (theme === 'dark') parts.push(['theme', 'dark']);
  return parts.length > 0 ? `?${parts.map(([name, value]) => `${name}=${readable(value)}`).join('&')}` : '';
}

/** A shape as the one parameter the server takes: ['ring' | 'circle' | 'area', text]. */
export function shapeParameter(shape) {
  if (shape.kind === 'area') return ['area', shape.code];
  if (shape.kind === 'circle') return ['circle', [fixed(shape.lon), fixed(shape.lat), fixed(shape.radius_m, 1)].join(',')];
  return ['ring', shape.vertices.map(([lon, lat]) => `${fixed(lon)},${fixed(lat)}`).join(',')];
}

function viewOf(text) {
  const [lon, lat, zoom] = numbers(text, 3);
  return sound(lon, lat) && zoom >= 0 && zoom <= 22 ? { lon, lat, zoom } : null;
}

function layersOf(text) {
  const found = new Map();
  for (const part of text.split(',')) {
    const [name, share] = part.split(':');
    if (!NAME.test(name)) continue;
    const opacity = share === undefined ? 1 : Number(share) / 100;
    found.set(name, opacity >= 0 && opacity <= 1 ? opacity : 1);
  }
  return found;
}

function pickOf(text) {
  const [layer, id] = (text ?? '').split('/');
  return NAME.test(layer) && ID.test(id ?? '') ? { layer, id } : null;
}

function shapeOf(query) {
  if (/^(\d{6}|\d{9}|\d{12}|\d{15})$/.test(query.get('area') ?? '')) return { kind: 'area', code: query.get('area') };
  const [lon, lat, radius] = numbers(query.get('circle'), 3);
  if (sound(lon, lat) && radius > 0) return { kind: 'circle', lon, lat, radius_m: radius };
  const flat = (query.get('ring') ?? '').split(',').map(Number);
  const vertices = flat.flatMap((value, index) => (index % 2 === 0 ? [[value, flat[index + 1]]] : []));
  if (vertices.length >= 3 && flat.length % 2 === 0 && vertices.every(([x, y]) => sound(x, y))) return { kind: 'ring', vertices };
  return null;
}

function numbers(text, count) {
  const found = (text ?? '').split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  return found.length === count && found.every(Number.isFinite) ? found : [];
}

function sound(lon, lat) {
  return lon >= -180 && lon <= 180 && lat >= -85.06 && lat <= 85.06;
}

function fixed(value, digits = DEGREES) {
  return String(Number(value.toFixed(digits)));
}

function readable(value) {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
}
