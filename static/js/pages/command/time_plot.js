/** How the time bar looks: bars from zero, the window, its grips, the days and the sum. */
import { element, replace, svg } from '../../lib/dom.js';
import { daysBetween, decimal, shortSpan, whole } from '../../lib/format.js';
import { dayAt, placeOf } from '../../lib/time_window.js';

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 };

/** Draws the bar anew; a grip that had the focus keeps it. */
export function drawTimeBar(node, { days, from, to, shown, count }, { t, playing, toggle, move, shift, hold }) {
  const focused = document.activeElement?.dataset?.grip;
  const most = Math.max(1, ...shown.map((row) => row.reported));
  const grips = [
    { name: 'start', label: t('windowStart'), day: from, set: (day) => move({ from: day, to }) },
    { name: 'end', label: t('windowEnd'), day: to, set: (day) => move({ from, to: day }) },
  ].map((one) => grip(one, days, shown, hold));
  const plot = element('div', { class: 'time-plot' }, bars(shown, from, to, most), windowBox(shown, { from, to }, shift, hold), grips);
  replace(node, playButton(playing, t, toggle), element('div', { class: 'time-chart' },
    element('header', {}, element('span', {}, t('dailyAxis', { n: whole(most) })), element('span', {}, t('step'))),
    plot, dayLabels(shown, from, to)), sumOf(days, { from, to, count }, t));
  if (focused) node.querySelector(`[data-grip="${focused}"]`)?.focus();
}

function playButton(playing, t, toggle) {
  const shape = playing ? 'M6 4h4v16H6zM14 4h4v16h-4z' : 'M6 4l14 8-14 8z';
  const button = element('button', { type: 'button', class: 'play', 'data-grip': 'play', 'aria-label': t(playing ? 'pause' : 'play') },
    svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: shape, fill: 'currentColor' })));
  button.addEventListener('click', toggle);
  return button;
}

function bars(shown, from, to, most) {
  const picture = svg('svg', { viewBox: `0 0 ${shown.length} 100`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  for (const [index, row] of shown.entries()) {
    const height = row.reported / most * 100;
    const chosen = row.day >= from && row.day <= to;
    picture.append(svg('rect', { x: index + 0.1, y: 100 - height, width: 0.8, height, fill: chosen ? 'var(--accent)' : 'var(--bar)', opacity: chosen ? 1 : 0.55 }));
  }
  return picture;
}

function windowBox(shown, { from, to }, shift, hold) {
  const box = element('div', { class: 'time-window' });
  const [left, right] = [placeOf(shown, from, false), placeOf(shown, to, true)];
  box.style.left = `${left * 100}%`;
  box.style.width = `${(right - left) * 100}%`;
  box.addEventListener('pointerdown', (event) => {
    const width = box.parentElement.getBoundingClientRect().width;
    follow(event, hold, {
      moved: (x) => { box.style.left = `${(left + (x - event.clientX) / width) * 100}%`; },
      dropped: (x) => shift(Math.round((x - event.clientX) / width * shown.length)),
    });
  });
  return box;
}

function grip({ name, label, day, set }, days, shown, hold) {
  const handle = element('div', {
    class: 'grip', role: 'slider', tabindex: 0, 'data-grip': name, 'aria-label': label,
    'aria-valuemin': 0, 'aria-valuemax': days.length - 1, 'aria-valuenow': daysBetween(days[0].day, day), 'aria-valuetext': day,
  });
  handle.style.left = `${placeOf(shown, day, name === 'end') * 100}%`;
  handle.addEventListener('keydown', (event) => {
    const index = { Home: 0, End: days.length - 1 }[event.key] ?? daysBetween(days[0].day, day) + (STEPS[event.key] ?? NaN);
    if (!days[index]) return;
    event.preventDefault();
    set(days[index].day);
  });
  handle.addEventListener('pointerdown', (event) => {
    const box = handle.parentElement.getBoundingClientRect();
    const shareAt = (x) => Math.max(0, Math.min(1, (x - box.left) / box.width));
    handle.focus();
    follow(event, hold, {
      moved: (x) => { handle.style.left = `${shareAt(x) * 100}%`; },
      dropped: (x) => set(dayAt(shown, shareAt(x), name === 'end')),
    });
  });
  return handle;
}

function follow(event, hold, { moved, dropped }) {
  const move = (next) => moved(next.clientX);
  const end = new AbortController();
  const drop = (last) => {
    end.abort();
    hold(false);
    dropped(last.clientX);
  };
  event.preventDefault();
  hold(true);
  window.addEventListener('pointermove', move, { signal: end.signal });
  window.addEventListener('pointerup', drop, { signal: end.signal });
  window.addEventListener('pointercancel', drop, { signal: end.signal });
}

function dayLabels(shown, from, to) {
  const wanted = [[placeOf(shown, to, true), to], [placeOf(shown, from, false), from], [0, shown[0].day], [1, shown.at(-1).day], ...monthStarts(shown)];
  const kept = [];
  for (const [share, day] of wanted) {
    if (kept.every(([other]) => Math.abs(other - share) > 0.09)) kept.push([share, day]);
  }
  return element('div', { class: 'time-days', 'aria-hidden': 'true' }, kept.map(([share, day]) => {
    const label = element('span', {}, day.slice(5));
    label.style.left = `${Math.max(0.035, Math.min(0.965, share)) * 100}%`;
    return label;
  }));
}

function monthStarts(shown) {
  return shown.filter((row) => row.day.endsWith('-01')).map((row) => [placeOf(shown, row.day, false), row.day]);
}

function sumOf(days, { from, to, count }, t) {
  const known = count ?? days.filter((row) => row.day >= from && row.day <= to).reduce((sum, row) => sum + row.reported, 0);
  const length = daysBetween(from, to) + 1;
  return element('div', { class: 'time-sum' }, element('p', {}, t('span', { from, to: shortSpan(from, to, from).to })),
    element('div', {}, element('strong', {}, whole(known)), ` ${t('reportsIn')}`),
    element('p', {}, t('perDay', { n: decimal(known / length), days: length })));
}
