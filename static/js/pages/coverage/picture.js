/** The map of coverage as a picture: what was asked, what the answer is, and the points on it. */
import { isChanged, changesOf } from '../../lib/coverage_state.js';
import { drawSheet, savePicture } from '../desk/picture.js';
import { drawPoint } from './point_mark.js';

const SMALL = 4;

/** Draws the picture and hands it over as a download. */
export async function saveCoveragePicture(given) {
  const { store, data, t, say } = given;
  const name = `coverage-${store.get().kind}-${data.asOf.replaceAll(/[ :]/g, '-')}.png`;
  await savePicture(drawCoveragePicture(given), name);
  say(t('pictureMade', { name }));
}

/** The canvas of the picture. given: {store, theme, t, view, points, legend(), choices}. */
export function drawCoveragePicture({ store, theme, t, view, points, legend, choices }) {
  const district = document.querySelector('[data-part="district"]').textContent;
  const state = store.get();
  const { asked, told, asOf } = choices.words();
  const { close, open } = changesOf(state);
  const changed = isChanged(state) ? [[t('whatIf', { open: open.length, close: close.length, shown: t(state.shown) }), false]] : [];
  return drawSheet(view.map, {
    title: t('title', { district }), lines: [[asked, true], [told, false], ...changed], foot: asOf, theme, legend: legend(),
    marks: (ctx, head, colours) => drawPoints(ctx, view.map, points.shown(), { head, colours, small: view.small() }),
  });
}

function drawPoints(ctx, map, shown, { head, colours, small }) {
  for (const { lon, lat, kind, sign } of shown) {
    const { x, y } = map.latLngToContainerPoint([lat, lon]);
    drawPoint(ctx, { x, y: y + head, kind, sign, colours, half: small && kind === 'now' ? SMALL : 7 });
  }
}
