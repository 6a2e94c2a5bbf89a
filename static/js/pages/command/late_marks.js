/** Late events on the map: a few as marks where they are, many as one number per area. Global: L. */
import { element } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { mostlyLate } from './late_panels.js';
import { lateMark } from './marks.js';

const MARK_PX = 22;
// English names of areas take two lines.
const BELOW_NAME_PX = { zh: 12, en: 24 };

/** A layer that draws what figures say when update(kit) is called; scale enlarges it on large screens. */
export function lateLayer(scale) {
  const group = L.layerGroup();
  let drawn = '';
  return {
    layer: group,
    update({ figures, t, lang }) {
      const content = JSON.stringify([figures.marks, figures.by_area.map((row) => row.overdue), figures.area?.code]);
      if (content === drawn) return;
      drawn = content;
      group.clearLayers();
      if (!figures.today) return;
      const single = figures.marks && !mostlyLate(figures);
      const all = single ? figures.marks.toReversed().map((event) => mark(event, scale)) : counted(figures, { t, lang, scale });
      for (const one of all) one.addTo(group);
    },
  };
}

function counted(figures, kit) {
  return figures.by_area.filter((row) => row.overdue > 0 && row.lon !== null).map((row) => countLine(row, kit));
}

function mark(event, scale) {
  const size = MARK_PX * scale;
  return onMap(event, L.divIcon({ className: 'late-mark', html: lateMark(event.level), iconSize: [size, size] }));
}

function countLine(row, { t, lang, scale }) {
  const line = element('span', {}, lateMark('red', true), t('overdueCount', { n: whole(row.overdue) }));
  return onMap(row, L.divIcon({ className: 'late-count', html: line, iconSize: [0, 0], iconAnchor: [0, -BELOW_NAME_PX[lang] * scale] }));
}

function onMap({ lat, lon }, icon) {
  return L.marker([lat, lon], { icon, pane: 'marks', interactive: false, keyboard: false });
}
