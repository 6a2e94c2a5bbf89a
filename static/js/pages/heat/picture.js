/** The map of heat as a picture: its title, days, counts and filters, and the numbers of a list on their places. */
import { whole } from '../../lib/format.js';
import { filledDays } from '../../lib/heat_period.js';
import { filterWords } from '../../lib/heat_filter_words.js';
import { drawSheet, savePicture, writer } from '../desk/picture.js';

// As high over its place as on the screen.
const NUMBER = { radius: 11, up: 16 };

/** Draws the picture and hands it over as a download. */
export async function saveHeatPicture(given) {
  const { data, t, say } = given;
  const name = `heat-${data.asOf.replaceAll(/[ :]/g, '-')}.png`;
  await savePicture(drawHeatPicture(given), name);
  say(t('pictureMade', { name }));
}

/** The canvas of the picture. */
export function drawHeatPicture({ store, data, theme, t, lang, view, legend, summary }) {
  const filters = filterWords(store.get(), { data, t, lang, areaName: document.querySelector('.heat-area strong')?.textContent }).join(' · ');
  const found = summary();
  const counts = found ? ` · ${t('drillSum', { reports: whole(found.reports), incidents: whole(found.incidents) })}` : '';
  const district = document.querySelector('[data-part="district"]').textContent;
  const days = [`${t('span', filledDays(store.get(), data.opening))}${counts}`, true];
  return drawSheet(view.map, {
    title: t('title', { district }), lines: filters ? [days, [filters, false]] : [days], theme, legend: legend(),
    foot: t('asOf', { time: (found?.as_of ?? data.asOf).slice(0, 16).replace('T', ' ') }),
    marks: (ctx, head, colours) => drawNumbers(ctx, view, colours, head),
  });
}

/** The numbers that a list gave its places. */
function drawNumbers(ctx, view, colours, head) {
  const text = writer(ctx, { ...colours, text: colours.ground });
  for (const { lon, lat, number } of [...view.found.numbers()].reverse()) {
    const { x, y } = view.map.latLngToContainerPoint([lat, lon]);
    ctx.fillStyle = colours.text;
    ctx.beginPath();
    ctx.arc(x, y + head - NUMBER.up, NUMBER.radius, 0, 2 * Math.PI);
    ctx.fill();
    text(String(number), x, y + head - NUMBER.up + 5, { size: 13, bold: true, align: 'center' });
  }
}
