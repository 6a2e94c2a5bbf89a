/** Which labels have room: labels yield to pins and to earlier labels; no DOM. */

/** Whether two boxes {left, top, right, bottom} overlap. */
export function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** For each label box in order of importance, whether it may be shown; pins are boxes never to be covered. */
export function roomFor(labels, pins) {
  const taken = [];
  return labels.map((label) => {
    const others = label.pin === undefined ? pins : pins.filter((_, index) => index !== label.pin);
    const free = !others.some((pin) => overlap(label, pin)) && !taken.some((box) => overlap(label, box));
    if (free) taken.push(label);
    return free;
  });
}
