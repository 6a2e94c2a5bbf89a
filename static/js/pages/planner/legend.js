/** The legend of the workbench and the line of steps a plan goes through. */
import { element, replace } from '../../lib/dom.js';
import { bandTexts } from '../../lib/plan_bands.js';
import { FILLS } from './board.js';

const URBAN = [300, 500];

export function drawLegend(node, t) {
  const texts = { ...bandTexts(URBAN), unjudged: t('unjudged') };
  replace(node, element('p', {}, t('legend')), element('ul', {}, ...Object.entries(texts).map(([name, words]) => {
    const swatch = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    swatch.setAttribute('viewBox', '0 0 56 14');
    swatch.setAttribute('aria-hidden', 'true');
    const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    Object.entries({ width: 56, height: 14, fill: FILLS[name], stroke: '#4a5a70' }).forEach(([key, value]) => box.setAttribute(key, value));
    swatch.append(box);
    return element('li', {}, swatch, element('span', {}, words));
  })));
}

/** What a preview draws: the new border, the old one, the blocks that move. */
export function drawMarks(node, t) {
  node.append(element('p', { class: 'plan-marks' }, ...['newBorder', 'oldBorder', 'movedBlocks'].map((name) => element('span', { class: name }, t(name)))));
}

/** steps: [[state, zh, en]]; a state between them stands at none. */
export function drawSteps(node, steps, state, english) {
  const at = steps.findIndex(([name]) => name === state);
  replace(node, ...steps.map(([, zh, en], place) => element('li', { 'aria-current': place === at ? 'step' : null, class: place < at ? 'done' : null }, english ? en : zh)));
}
