/** Choosing in a tree of categories of two levels; no DOM. */

/**
 * The comma list of chosen codes after one was switched. A chosen branch stands for all its twigs: taking a twig out of it
 * leaves the others, and the last missing twig makes it the branch again. categories: [{code, parent}].
 */
export function toggledCategory(list, code, categories) {
  const chosen = new Set(list ? list.split(',') : []);
  const parent = categories.find((one) => one.code === code)?.parent ?? '';
  const twigs = (top) => categories.filter((one) => one.parent === top).map((one) => one.code);
  if (!parent) {
    const had = chosen.delete(code);
    for (const twig of twigs(code)) chosen.delete(twig);
    if (!had) chosen.add(code);
    return written(chosen);
  }
  if (chosen.delete(parent)) for (const twig of twigs(parent)) chosen.add(twig);
  if (!chosen.delete(code)) chosen.add(code);
  if (twigs(parent).every((twig) => chosen.has(twig))) {
    for (const twig of twigs(parent)) chosen.delete(twig);
    chosen.add(parent);
  }
  return written(chosen);
}

function written(chosen) {
  return [...chosen].sort().join(',');
}
