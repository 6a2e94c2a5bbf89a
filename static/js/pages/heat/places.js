/** The place that is chosen or pointed at: its outline on the map, its name, and the way there. Global: L. */
import { boxShape, cellBounds, squareBounds } from '../../lib/heat_cells.js';
import { layerOf } from './area_fills.js';
import { areaOfCode } from './area_lookup.js';

/**
 * {area(row, level, {go, open}), pointed(area, level), chosen(), shape(GeoJSON, {go, pick, title}), update(state), title(pick),
 * named(pick, name) → its title from now on, code(pick), look(at)}.
 * open chooses a grid, pick a square, so that its events are listed.
 */
export function createPlaces({ view, store, t, lang, say }) {
  const nameOf = (place) => (lang === 'en' && place.name_en) || place.name;
  const names = new Map();
  const borders = new Map();
  const shapes = new Map();
  let picked = '';
  let pointed = null;
  let chosen = '';

  const scope = L.geoJSON(null, { pane: 'chosen', renderer: view.lines, interactive: false, style: { color: view.accent, weight: 3, dashArray: '8 6', fillOpacity: 0 } }).addTo(view.map);
  let within = null;

  /** The border of the area everything is counted in; go moves the map there. */
  async function scoped(code, go) {
    within = code;
    scope.clearLayers();
    if (!code) return;
    const found = await areaOfCode(code);
    if (within !== code || !found) return;
    scope.addData(found);
    if (go) view.goTo(scope.getBounds().pad(0.1));
  }

  async function border(uuid, level) {
    const key = `${level} ${uuid}`;
    if (!borders.has(key)) {
      const response = await fetch(`/ogc/collections/${layerOf(level)}/items/${uuid}`).catch(() => null);
      if (!response?.ok) return null;
      borders.set(key, await response.json());
    }
    return borders.get(key);
  }

  async function outline(uuid, level, more) {
    pointed = uuid;
    const found = await border(uuid, level);
    if (pointed !== uuid || !found) return null;
    view.choose(found.geometry, more);
    return found;
  }

  const restore = () => void mark(store.get().pick, {});

  async function mark(pick, more) {
    pointed = null;
    const [kind, ...rest] = pick.split('/');
    if (kind === 'cell') view.choose(boxShape(cellBounds(...rest.map(Number))), more);
    else if (kind === 'square') view.choose(shapes.get(pick) ?? boxShape(squareBounds(...rest[0].split(',').map(Number))), more);
    else if (kind === 'grid') {
      const found = await outline(rest[0], 'grid', more);
      if (found && store.get().pick === pick) {
        names.set(pick, { title: nameOf(found.properties), code: found.properties.code });
        store.again();
      }
    } else if (!pick) view.choose(null);
  }

  /** Marks the row of a place in the table beside the map. */
  function markRow(uuid) {
    chosen = uuid;
    for (const row of document.querySelectorAll('tr[data-row]')) {
      row.classList.toggle('chosen', row.dataset.row === uuid);
      if (row.dataset.row === uuid) row.scrollIntoView({ block: 'nearest' });
    }
  }

  return {
    /** An area was clicked on the map: a grid is opened, a wider one becomes what everything is counted in. */
    pointed({ uuid, code }, level) {
      markRow(uuid);
      if (level === 'grid') store.set({ pick: `grid/${uuid}` });
      else store.set({ area: code });
    },
    chosen: () => chosen,
    area(row, level, { go = false, open = false }) {
      if (!row) return restore();
      if (open) markRow(row.uuid);
      if (open) say(t('selected', { name: nameOf(row) }));
      if (open && level === 'grid') {
        names.set(`grid/${row.uuid}`, { title: nameOf(row), code: row.code });
        void outline(row.uuid, level, { go });
        return store.set({ pick: `grid/${row.uuid}` });
      }
      return void outline(row.uuid, level, { go });
    },
    shape(shape, { go = false, pick, title }) {
      if (!shape) return restore();
      pointed = null;
      view.choose(shape, { go });
      if (!pick) return undefined;
      shapes.set(pick, shape);
      names.set(pick, { title });
      say(t('selected', { name: title }));
      return store.set({ pick });
    },
    update({ pick, area, at }, before) {
      if (area !== (within ?? '')) void scoped(area, Boolean(before) || !at);
      if (pick === picked) return;
      picked = pick;
      void mark(pick, {});
    },
    title(pick) {
      const [kind] = pick.split('/');
      if (names.has(pick)) return names.get(pick).title;
      if (kind === 'cell') return `${t('drill')} · ${t('drillCell')}`;
      return kind === 'warning' ? `${t('drill')} · ${t('drillWarning')}` : t('drill');
    },
    named(pick, name) {
      if (!names.has(pick)) names.set(pick, { title: name });
      return names.get(pick).title;
    },
    code: (pick) => names.get(pick)?.code ?? '',
    look: ({ lon, lat, zoom }) => view.map.setView([lat, lon], zoom, { animate: false }),
  };
}
