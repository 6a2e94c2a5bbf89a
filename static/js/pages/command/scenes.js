/** The scenes: which layers each opens with and which panels stand beside the map. */
import { alarmPanel, hasAlarms } from './alarm_panel.js';
import { periodRanking, profilePanel, rankingPanel } from './area_panels.js';
import { hourPanel, periodCategoryPanel, periodPanel } from './heat_panels.js';
import { latenessPanel, mostlyLate, sharesPanel, spreadPanel } from './late_panels.js';
import { SCENES } from './state.js';
import { categoryPanel, todayPanel } from './today_panels.js';
import { compositionPanel, frequentPanel, intensityPanel, typesByAreaPanel } from './type_panels.js';

const HEAT = {
  left: [periodPanel, periodCategoryPanel, hourPanel],
  right: [periodRanking, profilePanel],
};
const TYPES = {
  left: [compositionPanel, intensityPanel, frequentPanel],
  right: [typesByAreaPanel, profilePanel],
};

// Where an alarm stands, it comes first; what tells of the area makes room.
const MOST_ALARMS = { overview: 4, other: 2 };

export const SCENE_LAYERS = { overview: ['heat', 'late'], heat: ['heat'], types: ['types'] };

/** The scenes that have something to show. */
export function scenesFor(figures) {
  return SCENES.filter((scene) => scene !== 'types' || figures.types.length > 0);
}

/** The panels of a scene, with the alarms that stand before all others on the right. */
export function panelsOf(scene, figures, alarms) {
  const { left, right } = quietPanels(scene, figures);
  if (!hasAlarms(alarms, scene)) return { left, right };
  const inOverview = scene === 'overview';
  return { left, right: [alarmPanel(inOverview ? MOST_ALARMS.overview : MOST_ALARMS.other), ...(inOverview ? right.slice(0, 2) : right)] };
}

/** Data of the past has no today, grids without a type have no types. */
function quietPanels(scene, figures) {
  if (scene === 'types' && figures.types.length > 0) return TYPES;
  if (scene !== 'overview' || !figures.today) return HEAT;
  return {
    left: [todayPanel, mostlyLate(figures) ? spreadPanel : categoryPanel, rankingPanel],
    right: [latenessPanel, sharesPanel, profilePanel],
  };
}
