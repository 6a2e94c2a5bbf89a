/** Which data version a tile must show: changes are told in cells, which are web tiles of zoom 12. */

const CELL_ZOOM = 12;
const CELLS_A_SIDE = 2 ** CELL_ZOOM;
// What a tile shows beyond its edge, as a part of its side; cells are told as wide as that for tiles of their own zoom.
const BUFFER = 64 / 4096;
// More single cells than a district has; past that everything of the kind counts as changed.
const MOST_CELLS = 4096;

/** The cells a tile may show something of: {west, east, north, south}, both ends included. */
export function cellsOfTile(z, x, y) {
  if (z >= CELL_ZOOM) {
    const shift = z - CELL_ZOOM;
    return { west: x >> shift, east: x >> shift, north: y >> shift, south: y >> shift };
  }
  const side = 2 ** (CELL_ZOOM - z);
  const margin = Math.ceil(side * BUFFER);
  return { west: x * side - margin, east: (x + 1) * side - 1 + margin, north: y * side - margin, south: (y + 1) * side - 1 + margin };
}

/** Whether a change of cells ([x, y] each, null for everywhere) touches a tile. */
export function touches(cells, z, x, y) {
  if (cells === null) return true;
  const { west, east, north, south } = cellsOfTile(z, x, y);
  return cells.some(([cx, cy]) => cx >= west && cx <= east && cy >= north && cy <= south);
}

/** The versions of kinds, each place remembering the last change that touched it. start: kind → version. */
export function createTileVersions(start = {}) {
  const kinds = new Map();

  function entry(kind) {
    if (!kinds.has(kind)) kinds.set(kind, { everywhere: 0, newest: 0, cells: new Map() });
    return kinds.get(kind);
  }

  function changedEverywhere(kind, version) {
    kinds.set(kind, { everywhere: version, newest: version, cells: new Map() });
  }

  function versionAt(kind, z, x, y) {
    const { everywhere, newest, cells } = entry(kind);
    if (newest === everywhere) return everywhere;
    const { west, east, north, south } = cellsOfTile(z, x, y);
    if (west === east) return Math.max(everywhere, cells.get(west * CELLS_A_SIDE + north) ?? 0);
    let found = everywhere;
    for (const [number, version] of cells) {
      const [cx, cy] = [Math.floor(number / CELLS_A_SIDE), number % CELLS_A_SIDE];
      if (cx >= west && cx <= east && cy >= north && cy <= south) found = Math.max(found, version);
    }
    return found;
  }

  for (const [kind, version] of Object.entries(start)) changedEverywhere(kind, version);
  return {
    /** Takes a change in; false where it is known already. */
    note({ kind, version, cells }) {
      const known = entry(kind);
      if (version <= known.newest) return false;
      if (cells === null || known.cells.size + cells.length > MOST_CELLS) {
        changedEverywhere(kind, version);
        return true;
      }
      known.newest = version;
      for (const [x, y] of cells) known.cells.set(x * CELLS_A_SIDE + y, version);
      return true;
    },
    /**
     * Takes the state of things in; returns the kinds that changed nobody knows where; one never heard of before has not
     * changed. With restored, lower versions count too: a database read back from a dump begins again where it was then.
     */
    settle(versions, { restored = false } = {}) {
      const differs = (version, newest) => (restored ? version !== newest : version > newest);
      const changed = Object.entries(versions).filter(([kind, version]) => !kinds.has(kind) || differs(version, entry(kind).newest));
      const heardOf = changed.filter(([kind]) => kinds.has(kind)).map(([kind]) => kind);
      for (const [kind, version] of changed) changedEverywhere(kind, version);
      return heardOf;
    },
    /** The version a tile of these kinds must show, e.g. '12' or '12.3'. */
    of: (wanted, z, x, y) => wanted.map((kind) => versionAt(kind, z, x, y)).join('.'),
  };
}

/** Kind → version out of described layers and their versions ('12.3' for kinds ['events', 'grids']). */
export function kindVersions(layers, versions = {}) {
  const found = {};
  for (const [name, { kinds = [], version }] of Object.entries(layers)) {
    const parts = String(versions[name] ?? version).split('.').map(Number);
    if (parts.length !== kinds.length || !parts.every(Number.isSafeInteger)) continue;
    for (const [place, kind] of kinds.entries()) found[kind] = Math.max(found[kind] ?? 0, parts[place]);
  }
  return found;
}

/** A tile address template with another version. */
export function withVersion(template, version) {
  if (!version) return template;
  if (/[?&]v=/.test(template)) return template.replace(/([?&]v=)[^&]*/, `$1${version}`);
  return `${template}${template.includes('?') ? '&' : '?'}v=${version}`;
}
