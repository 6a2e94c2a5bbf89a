/** One chosen feature of the map: found at a place, told in the panel, outlined on the map. Global: L. */
import { element } from '../../lib/dom.js';
import { THEMES } from '../theme.js';
import { choiceList, createDetailReader, detailView } from './details.js';
import { featureName } from './feature_words.js';
import { followChosen } from './follow_chosen.js';
import { featuresAt } from './pick.js';
import { visibleFrom } from './zoom_hint.js';

const FAR_ZOOM = 17;

/**
 * given: {map, stack, panel, words: {setup, data, lang, t}, theme, live, say(text), onPick(pick), onInside(code)}.
 * at(latlng) chooses there, choose({layer, id}, {focus, go, keep, back}) by id, with back() as the way to a list; clear() forgets.
 */
export function createSelection({ map, stack, panel, words, theme, live, say, onPick, onInside }) {
  const { t } = words;
  const read = createDetailReader();
  if (!map.getPane('chosen')) map.createPane('chosen').style.zIndex = 540;
  map.getPane('chosen').style.pointerEvents = 'none';
  const outline = L.geoJSON(null, {
    pane: 'chosen', interactive: false,
    style: { color: THEMES[theme].accent, weight: 4, fillOpacity: 0.12 },
    pointToLayer: (feature, latlng) => L.circleMarker(latlng, { pane: 'chosen', interactive: false, radius: 16, weight: 4, color: THEMES[theme].accent, fillOpacity: 0.12 }),
  }).addTo(map);
  const following = followChosen({ layers: words.setup.layers, live, read, onChange: renew });
  let backTo = null;
  let asked = null;

  function at(latlng) {
    const found = featuresAt(stack, latlng);
    backTo = null;
    if (found[0]?.count) {
      map.setView(latlng, Math.max(map.getZoom() + 1, visibleFrom(words.setup.layers[found[0].layer])));
      return;
    }
    if (found.length === 0) {
      say(t('nothingHere'));
      return;
    }
    if (found.length === 1) void choose(found[0]);
    else list(found);
  }

  function among(found) {
    return found.length > 1 ? () => list(found) : null;
  }

  function list(found) {
    following.stop();
    outline.clearLayers();
    panel.show(t('several', { n: found.length }), choiceList(found, words, (pick) => {
      backTo = among(found);
      void choose(pick, { focus: true });
    }));
    panel.focus();
    say(t('several', { n: found.length }));
  }

  async function choose(pick, { focus = false, go = false, keep = true } = {}) {
    asked = pick;
    following.stop();
    panel.show(pick.properties ? featureName(pick.layer, pick.properties, words) : '…', element('p', { class: 'muted' }, t('loading')));
    if (focus) panel.focus();
    if (keep) onPick({ layer: pick.layer, id: pick.id });
    const feature = await read(pick);
    if (feature === undefined || asked !== pick) return;
    outline.clearLayers();
    if (feature === 'gone' || feature === null) return tellFault(pick, feature);
    outline.addData(feature);
    following.watch(pick, feature, outline.getBounds());
    if (go) goThere();
    tell(pick, feature, 'selected');
    if (focus) panel.focus();
  }

  function tell(pick, feature, word) {
    const name = featureName(pick.layer, feature.properties, words);
    panel.show(name, back(), ...detailView(pick, feature, words, { onInside, onGo: goThere }));
    say(t(word, { name }));
  }

  /** Shows what became of the feature meanwhile; whoever was at a button of the panel stays in the panel. */
  function renew(pick, feature) {
    const within = panel.hasFocus();
    outline.clearLayers();
    if (feature === 'gone') {
      following.stop();
      tellFault(pick, feature);
      say(t('gone'));
    } else {
      outline.addData(feature);
      following.watch(pick, feature, outline.getBounds());
      tell(pick, feature, 'updated');
    }
    if (within) panel.focus();
  }

  function tellFault(pick, fault) {
    const again = element('button', { type: 'button', class: 'button' }, t('retry'));
    again.addEventListener('click', () => choose(pick));
    panel.show(t(fault === 'gone' ? 'gone' : 'failed'), back(), fault === 'gone' ? [] : again);
  }

  function back() {
    if (!backTo) return [];
    const node = element('button', { type: 'button', class: 'link-button back' }, `‹ ${t('backToList')}`);
    const work = backTo;
    node.addEventListener('click', () => {
      outline.clearLayers();
      work();
    });
    return [node];
  }

  function goThere() {
    const bounds = outline.getBounds();
    if (bounds.isValid()) map.fitBounds(bounds.pad(0.1), { maxZoom: Math.max(FAR_ZOOM, map.getZoom()), paddingTopLeft: [0, 60], paddingBottomRight: panel.room() });
  }

  return {
    at,
    choose: (pick, options = {}) => {
      backTo = options.back ?? null;
      return choose(pick, options);
    },
    clear() {
      asked = null;
      backTo = null;
      following.stop();
      outline.clearLayers();
    },
  };
}
