/** The toolbar: one tool is chosen, others act at once; arrow keys walk through it. */
import { element, replace } from '../../lib/dom.js';

export const TOOLS = ['select', 'assign', 'lasso', 'push', 'line', 'cut', 'merge'];
const KEYS = { v: 'select', a: 'assign', p: 'push', s: 'line', o: 'lasso', c: 'cut', w: 'paint', f: 'findBroken', e: 'parts', m: 'merge', l: 'lock', g: 'suggest', n: 'workers' };
const MARKS = {
  select: 'M6 3l13 9-6 1-3 6z', assign: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16 13v7M13 16h7', push: 'M5 4v16M9 12h10M15 8l4 4-4 4',
  line: 'M4 5h16v14H4zM14 3L9 21', parts: 'M4 4h16v16H4zM12 4v16M4 12h16', merge: 'M4 6h6v12H4zM14 6h6v12h-6zM8 12h8', lock: 'M6 11h12v9H6zM8 11V8a4 4 0 018 0v3',
  cut: 'M4 4h16v16H4zM8 22L16 2M11 12h2', lasso: 'M12 4c5 0 8 2 8 5s-3 5-8 5-8-2-8-5 3-5 8-5zM7 13c-2 2-2 5 1 7', paint: 'M4 4h16v16H4zM4 9h16M9 4v16M8 15l3 3 6-7', findBroken: 'M10 4a6 6 0 100 12 6 6 0 000-12zM15 15l6 6M7 10h2M11 10h2',
  undo: 'M9 5L4 10l5 5M4 10h10a6 6 0 010 12h-3', redo: 'M15 5l5 5-5 5M20 10H10a6 6 0 000 12h3', check: 'M4 13l5 5L20 6', compare: 'M4 5h7v14H4zM13 5h7v14h-7z', workers: 'M9 4a3 3 0 100 6 3 3 0 000-6zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 010 6M17 14c3 0 4 2 4 5', suggest: 'M9 18h6M10 21h4M12 3a6 6 0 00-3 11v2h6v-2a6 6 0 00-3-11z', submit: 'M12 20V5M6 11l6-6 6 6M4 22h16',
};

/** state(): {tool, undo, redo, mayDraw, open, locked, canSubmit, why}. onAct(name). Returns draw(). */
export function createToolbar(node, { t, state, onAct }) {
  const button = (name, words, { pressed, off, primary } = {}) => {
    const made = element('button', { type: 'button', class: primary ? 'plan-tool primary' : 'plan-tool', 'data-tool': name, disabled: off, 'aria-pressed': pressed === undefined ? null : String(pressed) }, icon(name), element('span', {}, words));
    made.addEventListener('click', () => onAct(name));
    return made;
  };

  function draw() {
    const { tool, undo, redo, mayDraw, open, locked, canSubmit, why } = state();
    const still = !mayDraw || !open;
    const focused = document.activeElement?.dataset?.tool;
    replace(node,
      ...TOOLS.map((name) => button(name, t(name), { pressed: tool === name, off: name !== 'select' && still })),
      button('parts', t('parts'), { off: still }), button('paint', t('paint'), { off: still }), button('lock', t(locked ? 'unlock' : 'lock'), { off: still }),
      element('i', { class: 'plan-gap' }),
      button('suggest', t('suggest'), { off: !mayDraw }), button('workers', t('workers')),
      button('undo', t('undo', { n: undo }), { off: still || undo === 0 }), button('redo', t('redo', { n: redo }), { off: still || redo === 0 }),
      element('i', { class: 'plan-gap' }),
      button('findBroken', t('findBroken'), { off: still }), button('check', t('check'), { off: still }), button('compare', t('compare')),
      element('span', { class: 'plan-why' }, why), button('submit', t('submit'), { off: !canSubmit, primary: true }));
    if (focused) node.querySelector(`[data-tool="${focused}"]`)?.focus();
  }

  node.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...node.querySelectorAll('button:not(:disabled)')];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.target.closest('input, textarea, select, dialog')) return;
    const held = event.ctrlKey || event.metaKey;
    const name = held ? { z: event.shiftKey ? 'redo' : 'undo', y: 'redo' }[event.key.toLowerCase()] : KEYS[event.key.toLowerCase()];
    if (!name || event.altKey) return;
    event.preventDefault();
    if (!node.querySelector(`[data-tool="${name}"]`)?.disabled) onAct(name);
  });
  return draw;
}

function icon(name) {
  const mark = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  mark.setAttribute('viewBox', '0 0 24 24');
  mark.setAttribute('class', 'plan-icon');
  mark.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', MARKS[name]);
  mark.append(path);
  return mark;
}
