/** Which form of a mark has room: the full box, else its small form; no DOM. */
import { overlap } from './label_room.js';

/**
 * For marks in order of importance, the index of the first of their boxes that is free, else the last one.
 * boxes: per mark an array of {left, top, right, bottom}, largest form first.
 */
export function formsFor(boxes) {
  const taken = [];
  return boxes.map((forms) => {
    const free = forms.findIndex((box) => !taken.some((other) => overlap(box, other)));
    const index = free < 0 ? forms.length - 1 : free;
    taken.push(forms[index]);
    return index;
  });
}
