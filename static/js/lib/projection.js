/** Web mercator arithmetic and the language of labels; no DOM. */

const EQUATOR_METRES_PER_PIXEL = 156543.03392804097;
const DEFAULT_LATITUDE = 25;

/** Ground metres a CSS pixel spans at a zoom (256 px tiles) and latitude in degrees. */
export function metresPerPixel(zoom, latitude = DEFAULT_LATITUDE) {
  return EQUATOR_METRES_PER_PIXEL * Math.cos(latitude * Math.PI / 180) / 2 ** zoom;
}

/** The properties to take a label from, best first: the English name only where there is one. */
export function labelProperty(properties, lang) {
  return lang === 'en' && properties.name_en ? ['name_en'] : ['name'];
}

/** The address of a tile; query holds extra parameters, empty ones are left out. */
export function tileAddress(template, query, z, x, y) {
  const filled = template.replace('{z}', z).replace('{x}', x).replace('{y}', y);
  const extra = Object.entries(query).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  const search = new URLSearchParams(extra).toString();
  if (!search) return filled;
  return `${filled}${filled.includes('?') ? '&' : '?'}${search}`;
}
