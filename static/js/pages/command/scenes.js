/** The scenes: which layers each opens with and which panels stand beside the map. */
import { alarmPanel, hasAlarms } from './alarm_panel.js';
import { periodRanking, profilePanel, rankingPanel } from './area_panels.js';
import { hourPanel, periodCategoryPanel, periodPanel } from './heat_panels.js';
import { latenessPanel, mostlyLate, sharesPanel, spreadPanel } from './late_panels.js';
import { SCENES } from './state.js';
import { categoryPanel, todayPanel } from './today_panels.js';
import { compositionPanel, frequentPanel, intensityPanel, typesByAreaPanel } from './type_panels.js';
import { hasWarnings, warningPanel } from './warning_panel.js';

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
const MOST_WARNINGS = { overview: 2, other: 1 };

export const SCENE_LAYERS = { overview: ['heat', 'late'], heat: ['heat'], types: ['types'] };

/** The scenes that have something to show. */
export function scenesFor(figures) {
  return SCENES.filter((scene) => scene !== 'types' || figures.types.length > 0);
}

/** The panels of a scene, with the alarms and warnings that stand before all others on the right. */
export function panelsOf(scene, figures, alarms, warnings) {
  const { left, right } = quietPanels(scene, figures);
  const place = scene === 'overview' ? 'overview' : 'other';
  const [alarmed, warned] = [hasAlarms(alarms, scene), hasWarnings(warnings, scene)];
  const calling = [alarmed ? alarmPanel(MOST_ALARMS[place] - (warned ? 1 : 0)) : null, warned ? warningPanel(MOST_WARNINGS[place]) : null].filter(Boolean);
  const kept = place === 'overview' && calling.length > 0 ? right.slice(0, alarmed && warned ? 1 : 2) : right;
  return { left, right: [...calling, ...kept] };
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
