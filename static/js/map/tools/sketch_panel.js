/** What stands beside a sketch: how to draw, and buttons for everything a pointer or a key can do. */
import { element } from '../../lib/dom.js';

/** {node, update(sketch), hint}; actions: {onAdd, onUndo, onClear, onFinish}, finishText names what finishing does. */
export function sketchButtons(t, { start, finishText, onAdd, onUndo, onClear, onFinish }) {
  const hint = element('p', {}, start);
  const button = (text, work, more = '') => {
    const node = element('button', { type: 'button', class: `button ${more}` }, text);
    node.addEventListener('click', work);
    return node;
  };
  const add = button(t('addHere'), onAdd);
  const undo = button(t('undo'), onUndo);
  const clear = button(t('clear'), onClear);
  const finish = button(finishText, onFinish, 'button-primary');
  const count = element('p', { class: 'muted' });
  return {
    nodes: [hint, element('div', { class: 'side-buttons' }, add, undo, finish, clear), count],
    foot: element('p', { class: 'muted keys-hint' }, t('keysHint')),
    update(sketch) {
      const n = sketch.vertices().length;
      count.textContent = n > 0 ? t('points', { n }) : '';
      add.disabled = !sketch.isOpen();
      undo.disabled = !sketch.isOpen() || n === 0;
      finish.disabled = !sketch.isOpen() || !sketch.canFinish();
      clear.disabled = n === 0;
      hint.hidden = !sketch.isOpen();
    },
  };
}
