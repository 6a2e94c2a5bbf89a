/** Fresh figures into the places that show them: sums, table cells and panels. */

/** Writes sums, counts per area and the as-of time. */
export function showFigures(data) {
  for (const node of document.querySelectorAll('[data-sum]')) write(node, data.sum[node.dataset.sum]);
  for (const mark of data.marks) {
    const places = `tr[data-uuid="${mark.uuid}"] [data-count], [data-panel="${mark.uuid}"] [data-count]`;
    for (const node of document.querySelectorAll(places)) write(node, mark.counts?.[node.dataset.count]);
  }
  for (const node of document.querySelectorAll('[data-as-of]')) node.textContent = data.as_of;
}

function write(node, value) {
  if (value !== undefined) node.textContent = String(value);
}
