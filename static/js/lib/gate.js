/** Work that waits for its turn. */

/** A function that does work() and resolves to what it gives, so many at a time, in the order they came. */
export function gate(most) {
  const waiting = [];
  let open = 0;
  return async (work) => {
    if (open >= most) await new Promise((go) => { waiting.push(go); });
    open += 1;
    try {
      return await work();
    } finally {
      open -= 1;
      waiting.shift()?.();
    }
  };
}
