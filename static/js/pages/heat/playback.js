/** Playback: one frame after another in the same classes, moved by pointer, keys or by itself. */
import { element, replace, svg } from '../../lib/dom.js';
import { shortSpan, whole } from '../../lib/format.js';
import { filterQuery, STEPS } from '../../lib/heat_state.js';
import { faultNote } from './fault.js';
import { dayNames } from './words.js';

const SPEEDS = [1, 2, 4, 8];
const ICONS = { play: 'M6 4l14 8-14 8z', pause: 'M6 4h4v16H6zM14 4h4v16h-4z', back: 'M19 4 8 12l11 8zM5 4h2v16H5z', forward: 'M5 4l11 8-11 8zM17 4h2v16h-2z' };

/**
 * {update(state), days(state), forget()}. onFrame(body, index) draws a frame.
 * given: {store, figures, t, lang, calm: no movement of its own wanted}.
 */
export function createPlayback(node, { store, figures, t, lang, calm, onFrame }) {
  const days = dayNames(lang);
  let body = null;
  let asked = '';
  let timer = null;
  let speed = calm ? 1 : 2;
  const slider = element('input', { type: 'range', min: 0, max: 0, step: 1, 'aria-label': t('frame') });
  const bars = svg('svg', { class: 'heat-bars', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const head = element('p', {});
  const label = element('output', {});
  const ends = element('p', { class: 'heat-ends', 'aria-hidden': 'true' });
  const buttons = Object.fromEntries(['back', 'play', 'forward'].map((name) => [name, iconButton(name)]));
  const whole_ = element('button', { type: 'button', class: 'button heat-whole' }, t('whole'));
  const steps = choice('step', STEPS.map((value) => [value, t(`step_${value}`)]), (value) => store.set({ step: value, frame: store.get().frame < 0 ? -1 : 0 }));
  const speeds = choice('speed', SPEEDS.map((value) => [String(value), t('perSecond', { n: value })]), (value) => { speed = Number(value); if (timer) start(); });
  speeds.control.value = String(speed);
  const chart = element('div', { class: 'heat-chart' }, head, element('div', { class: 'heat-plot' }, bars, slider), ends);
  replace(node, element('div', { class: 'heat-keys' }, buttons.back, buttons.play, buttons.forward), chart,
    element('div', { class: 'heat-time-side' }, label, element('div', { class: 'heat-time-choices' }, steps.node, speeds.node, whole_)));

  function iconButton(name) {
    const button = element('button', { type: 'button', 'data-key': name, 'aria-label': t(name) });
    picture(button, name);
    return button;
  }

  function picture(button, name) {
    button.setAttribute('aria-label', t(name));
    replace(button, svg('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name], fill: 'currentColor' })));
  }

  function choice(name, options, onChoose) {
    const control = element('select', {}, options.map(([value, text]) => element('option', { value }, text)));
    control.addEventListener('change', () => onChoose(control.value));
    return { control, node: element('label', {}, element('span', { class: 'visually-hidden' }, t(name)), control) };
  }

  function go(index, replaceAddress) {
    if (!body || body.frames.length === 0) return;
    const count = body.frames.length;
    store.set({ frame: (index + count) % count }, { replace: replaceAddress });
  }

  function start() {
    clearInterval(timer);
    timer = setInterval(() => { if (!document.hidden) go(store.get().frame + 1, true); }, 1000 / speed);
    picture(buttons.play, 'pause');
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    picture(buttons.play, 'play');
  }

  function toggle() {
    if (timer) return stop();
    if (!body || body.frames.length === 0) return undefined;
    go(store.get().frame < 0 ? 0 : store.get().frame, store.get().frame >= 0);
    return start();
  }

  buttons.play.addEventListener('click', toggle);
  const by = (step) => () => { stop(); if (body?.frames.length) go(store.get().frame < 0 ? (step > 0 ? 0 : -1) : store.get().frame + step, true); };
  buttons.back.addEventListener('click', by(-1));
  buttons.forward.addEventListener('click', by(1));
  whole_.addEventListener('click', () => { stop(); store.set({ frame: -1 }); });
  slider.addEventListener('input', () => { stop(); go(Number(slider.value), store.get().frame >= 0); });
  slider.addEventListener('keydown', (event) => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      toggle();
    }
  });

  function drawBars() {
    const counts = body.frames.map(({ n }) => n);
    const most = Math.max(1, ...counts);
    bars.setAttribute('viewBox', `0 0 ${Math.max(1, counts.length)} 100`);
    bars.replaceChildren(...counts.map((n, index) => svg('rect', { x: index + 0.08, y: 100 - n / most * 100, width: 0.84, height: n / most * 100 })));
    head.textContent = t(`frames_${body.step}`, { n: whole(most) });
    slider.max = Math.max(0, counts.length - 1);
    slider.disabled = counts.length === 0;
    const [first, last] = [body.frames[0], body.frames.at(-1)];
    replace(ends, element('span', {}, first ? endOf(first, 'from') : ''), element('span', {}, last ? endOf(last, 'to') : ''));
  }

  function labelOf(frame) {
    if (body.step === 'hour') return frame.label;
    if (body.step === 'week') return t('span', shortSpan(frame.from, frame.to, frame.to));
    return t('frameDay', { to: frame.to.slice(5), day: days[(new Date(`${frame.to}T00:00:00Z`).getUTCDay() + 6) % 7] });
  }

  const endOf = (frame, end) => (body.step === 'hour' ? frame.label.split('–')[end === 'from' ? 0 : 1] : frame[body.step === 'day' ? 'to' : end].slice(5));

  function mark(index) {
    const frame = body?.frames[index];
    [...bars.children].forEach((bar, number) => bar.classList.toggle('now', number === index));
    slider.value = Math.max(0, index);
    slider.classList.toggle('unset', index < 0);
    const sum = body?.frames.reduce((total, { n }) => total + n, 0) ?? 0;
    const text = frame ? t('frameText', { label: labelOf(frame), n: whole(frame.n) }) : body && body.step !== 'day' ? t('timeWhole', { n: whole(sum) }) : t('wholeNow');
    slider.setAttribute('aria-valuetext', text);
    replace(label, element('strong', {}, frame ? labelOf(frame) : t('wholeNow')), element('span', {}, frame ? ` ${whole(frame.n)} ${t('pieces')} · ${t('ofFrames', { index: index + 1, count: body.frames.length })}` : ''));
    whole_.hidden = index < 0;
  }

  async function load(state) {
    const query = { ...filterQuery(state), step: state.step };
    const key = JSON.stringify(query);
    if (key === asked) return;
    asked = key;
    body = null;
    node.setAttribute('aria-busy', 'true');
    const answer = await figures.ask('frames', query);
    if (answer === undefined || key !== asked) return;
    node.removeAttribute('aria-busy');
    body = answer.body ?? null;
    node.classList.toggle('failed', !body);
    if (!body) {
      asked = '';
      stop();
      bars.replaceChildren();
      head.textContent = '';
      mark(-1);
      replace(ends, faultNote(answer, t, () => load(store.get())));
      return;
    }
    drawBars();
    const { frame } = store.get();
    if (frame >= body.frames.length) store.set({ frame: -1 }, { replace: true });
    else if (frame >= 0) store.again(); // days of the frame are known now
    else show(store.get());
  }

  function show(state) {
    mark(state.frame);
    if (body && state.frame >= 0) onFrame(body, state.frame);
  }

  return {
    update(state) {
      steps.control.value = state.step;
      if (state.frame < 0) stop();
      void load(state);
      if (JSON.stringify({ ...filterQuery(state), step: state.step }) === asked && body) show(state);
    },
    /** The days of a state's frame; null where the whole period is shown, or hours of all its days. */
    days({ frame, step }) {
      const found = frame >= 0 && step !== 'hour' ? body?.frames[frame] : null;
      return found ? { from: found.from, to: found.to } : null;
    },
    /** Asks for the frames again at the next update. */
    forget() { asked = ''; },
  };
}
