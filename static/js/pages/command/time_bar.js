/** The time bar: a year of daily counts, a window with two grips, play. */
import { element, replace, svg } from '../../lib/dom.js';
import { daysBetween, decimal, shiftDay, whole } from '../../lib/format.js';

const FRAME_MS = 250;

/**
 * A time bar in a node. onWindow(from, to, {playing}) is called when the window moves; it may return a promise,
 * and playing waits for it, so that frames never pile up.
 */
export function createTimeBar(node, { t, onWindow }) {
  let state = null;
  let playing = false;
  const render = () => draw(node, state, { t, playing, toggle, move });

  function move(from, to) {
    const first = state.days[0].day;
    const last = state.days[state.days.length - 1].day;
    if (from < first || to > last || from > to) return;
    state = { ...state, from, to };
    render();
    return onWindow(from, to, { playing });
  }

  async function toggle() {
    playing = !playing;
    render();
    while (playing) {
      const wait = new Promise((resolve) => { setTimeout(resolve, FRAME_MS); });
      const length = daysBetween(state.from, state.to);
      const last = state.days[state.days.length - 1].day;
      const from = state.to >= last ? state.days[0].day : shiftDay(state.from, 1);
      await Promise.all([move(from, shiftDay(from, length)), wait]);
    }
  }

  return {
    update(days, from, to, note) {
      if (playing || days.length === 0) return;
      state = { days, from, to, note };
      render();
    },
    stop: () => { playing = false; if (state) render(); },
    isPlaying: () => playing,
  };
}

function draw(node, state, { t, playing, toggle, move }) {
  const { days, from, to, note } = state;
  const focused = document.activeElement?.dataset?.grip;
  const most = Math.max(1, ...days.map((row) => row.reported));
  const inside = days.filter((row) => row.day >= from && row.day <= to);
  const count = inside.reduce((sum, row) => sum + row.reported, 0);
  const plot = element('div', { class: 'time-plot' }, bars(days, from, to, most),
    grip('start', t('windowStart'), from, state, (day) => move(day, to)),
    grip('end', t('windowEnd'), to, state, (day) => move(from, day)));
  replace(node, playButton(playing, t, toggle),
    element('div', { class: 'time-chart' },
      element('header', {}, element('span', {}, `${t('dailyReported')}${t('pieces') ? `（${t('pieces')}/日，0–${whole(most)}）` : ` (0–${whole(most)})`}`), element('span', {}, t('step'))),
      plot, dayLabels(days, from, to)),
    element('div', { class: 'time-sum' }, element('p', {}, `${from} – ${to.slice(5)}`),
      element('div', {}, element('strong', {}, whole(note?.count ?? count)), ` ${t('reportsIn')}`),
      element('p', {}, t('perDay', { n: decimal((note?.count ?? count) / Math.max(1, daysBetween(from, to) + 1)) }))));
  if (focused) node.querySelector(`[data-grip="${focused}"]`)?.focus();
}

function playButton(playing, t, toggle) {
  const shape = playing ? 'M6 4h4v16H6zM14 4h4v16h-4z' : 'M6 4l14 8-14 8z';
  const button = element('button', { type: 'button', class: 'play', 'aria-label': t(playing ? 'pause' : 'play') },
    svg('svg', { viewBox: '0 0 24 24', width: 28, height: 28, 'aria-hidden': 'true' }, svg('path', { d: shape, fill: 'currentColor' })));
  button.addEventListener('click', toggle);
  return button;
}

function bars(days, from, to, most) {
  const picture = svg('svg', { viewBox: `0 0 ${days.length} 100`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  for (const [index, row] of days.entries()) {
    const height = row.reported / most * 100;
    const chosen = row.day >= from && row.day <= to;
    picture.append(svg('rect', { x: index + 0.1, y: 100 - height, width: 0.8, height, fill: chosen ? 'var(--accent)' : 'var(--bar)', opacity: chosen ? 1 : 0.55 }));
  }
  return picture;
}

function position(days, day, after) {
  return (daysBetween(days[0].day, day) + (after ? 1 : 0)) / days.length;
}

function grip(name, label, day, { days }, moveTo) {
  const handle = element('div', {
    class: 'grip', role: 'slider', tabindex: 0, 'data-grip': name, 'aria-label': label,
    'aria-valuemin': 0, 'aria-valuemax': days.length - 1, 'aria-valuenow': daysBetween(days[0].day, day), 'aria-valuetext': day,
  });
  handle.style.left = `${position(days, day, name === 'end') * 100}%`;
  handle.addEventListener('keydown', (event) => {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[event.key];
    if (!steps) return;
    event.preventDefault();
    moveTo(shiftDay(day, steps));
  });
  handle.addEventListener('pointerdown', (event) => drag(event, handle, days, name, moveTo));
  return handle;
}

function drag(event, handle, days, name, moveTo) {
  const box = handle.parentElement.getBoundingClientRect();
  const dayAt = (x) => {
    const index = Math.round((x - box.left) / box.width * days.length) - (name === 'end' ? 1 : 0);
    return days[Math.max(0, Math.min(days.length - 1, index))].day;
  };
  const follow = (moved) => { handle.style.left = `${Math.max(0, Math.min(1, (moved.clientX - box.left) / box.width)) * 100}%`; };
  const drop = (ended) => {
    window.removeEventListener('pointermove', follow);
    moveTo(dayAt(ended.clientX));
  };
  event.preventDefault();
  handle.focus();
  window.addEventListener('pointermove', follow);
  window.addEventListener('pointerup', drop, { once: true });
}

function dayLabels(days, from, to) {
  const candidates = [[0, days[0].day], [position(days, from, false), from], [position(days, to, true), to]];
  const kept = [];
  for (const [share, day] of [candidates[2], candidates[1], candidates[0]]) {
    if (kept.every(([other]) => Math.abs(other - share) > 0.09)) kept.push([share, day]);
  }
  return element('div', { class: 'time-days', 'aria-hidden': 'true' }, kept.map(([share, day]) => {
    const label = element('span', {}, day.slice(5));
    label.style.left = `${Math.max(0.03, Math.min(0.97, share)) * 100}%`;
    return label;
  }));
}
