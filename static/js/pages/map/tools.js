/** The buttons and keys of the page. */

export function wireTools({ part }) {
  part('tools').hidden = false;
  return { isBusy: () => false, restore: () => {} };
}
