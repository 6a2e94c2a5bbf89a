/** What the live stream says, read once and checked; a word nobody understands is null. */

const isNumber = (value) => Number.isSafeInteger(value) && value >= 0;
const isCell = (cell) => Array.isArray(cell) && cell.length === 2 && cell.every(isNumber);

/** A `change`: {id, kind, version, cells}; cells are [x, y] of zoom 12, null for everything of the kind. */
export function readChange(text, id) {
  const { kind, version, cells } = parsed(text);
  if (typeof kind !== 'string' || !isNumber(version)) return null;
  if (cells !== null && !(Array.isArray(cells) && cells.every(isCell))) return null;
  return { type: 'change', id: Number(id), kind, version, cells };
}

/** A `hello` or `reset`: {id, versions} with the version of every kind this screen may hear of. */
export function readVersions(text, id) {
  const { versions } = parsed(text);
  if (versions === null || typeof versions !== 'object' || !Object.values(versions).every(isNumber)) return null;
  return { type: 'versions', id: Number(id), versions };
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
