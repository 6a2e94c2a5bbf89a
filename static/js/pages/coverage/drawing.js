/** Draws what the state asks for on the map and says what its colours mean. */
import { decimal } from '../../lib/format.js';
import { isChanged } from '../../lib/coverage_state.js';
import { BOUNDS, afterMinutes, cellChanges, cellMinutes, changeOf, minuteClass } from '../../lib/home_minutes.js';
import { pointItem } from './point_mark.js';
import { ACCESS_CLASSES, CHANGES, minuteText } from './looks.js';

/** A function state → promise of {legend} or {fault}; undefined when asked anew meanwhile. given: {view, figures, changes, kindName, t}. */
export function createDrawing({ view, figures, changes, kindName, t }) {
  let newest = null;

  return async function draw(state) {
    const own = {};
    newest = own;
    const found = state.tab === 'access' ? await access(state, () => newest === own) : await homes(state, () => newest === own);
    return newest === own ? found : undefined;
  };

  async function homes(state, current) {
    const { kind, pace, area } = state;
    const [answer, change] = await Promise.all([figures.ask('homes', { category: kind, area }, '/api/coverage/homes'), changes(state)]);
    if (!answer?.body || !current()) return answer;
    if (change && !change.body) return change;
    const { body } = answer;
    const limit = Number(state.minutes);
    const before = body[pace];
    const after = afterMinutes(body, pace, change?.body.homes ?? null);
    const kept = (minutes, key) => (state.only && minutes <= limit ? undefined : key);
    if (change && state.shown === 'change') {
      const told = (some) => some.map((key) => (key === 'same' ? undefined : key));
      view.showHomes('change', state.level, body, told(cellChanges(body.n, before, after, limit)), told(before.map((was, index) => changeOf(was, after[index], limit))));
      return { legend: changeLegend(), current: body.current };
    }
    const minutes = change && state.shown === 'after' ? after : before;
    const keys = (some) => some.map((one) => kept(one, minuteClass(one)));
    view.showHomes('minutes', state.level, body, keys(cellMinutes(body.n, minutes)), keys(minutes));
    return { legend: minuteLegend(state), current: body.current };
  }

  async function access(state, current) {
    const { kind, pace, minutes, method, level, area } = state;
    const answer = await figures.ask('access', { category: kind, pace, minutes, method, level, area }, '/api/coverage/access');
    if (!answer?.body || !current()) return answer;
    const known = answer.body.areas.filter((one) => one.code).map((one) => one.hours_per_1000);
    const breaks = quantiles(known.filter((one) => one > 0));
    const keyOf = (value) => (value > 0 ? String(breaks.findLastIndex((low) => value >= low)) : 'none');
    view.showAreas(level, new Map(answer.body.areas.map((one) => [one.code, keyOf(one.hours_per_1000)])));
    return { legend: accessLegend(breaks), current: answer.body.current };
  }

  function points(changed) {
    const kinds = changed ? { now: 'pointNow', new: 'pointNew', closed: 'pointClosed' } : { now: 'pointNow' };
    return Object.entries(kinds).map(([kind, word]) => pointItem(kind, t(word), view.colours));
  }

  function minuteLegend(state) {
    const items = [...BOUNDS, null].map((_, place) => ({ look: view.looks.minutes[place], opacity: view.opacity, text: minuteText(place, t) }));
    items.push({ look: view.looks.minutes.none, opacity: 1, text: t('noWay') });
    return {
      title: t('legendTitle', { kind: kindName(state.kind) }), unit: t('legendUnit', { pace: t(state.pace) }),
      items: [...items, ...points(isChanged(state))], notes: [t(view.near() ? 'buildings' : 'cells')],
    };
  }

  function changeLegend() {
    const items = CHANGES.map((key) => ({ look: view.looks.change[key], opacity: view.opacity, text: t(key) }));
    return { title: t('legendChange'), unit: '', items: [...items, ...points(true)], notes: [t(view.near() ? 'buildings' : 'cells')] };
  }

  function accessLegend(breaks) {
    const digits = [1, 2, 3].find((some) => new Set(breaks.map((low) => decimal(low, some))).size === breaks.length) ?? 3;
    const told = breaks.map((low) => decimal(low, digits));
    const text = (low, place) => (place === breaks.length - 1 ? `≥ ${told[place]}` : `${told[place]} – ${told[place + 1]}`);
    const items = breaks.map((low, place) => ({ look: view.looks.access[place], opacity: view.opacity, text: text(low, place) })).reverse();
    items.push({ look: view.looks.access.none, opacity: 1, text: t('noWay') });
    return { title: t('accessTitle'), unit: t('hoursUnit'), items: [...items, ...points(false)], notes: [] };
  }
}

/** Ascending lower bounds of classes with as many areas each; fewer classes where values repeat. */
function quantiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const bounds = Array.from({ length: ACCESS_CLASSES }, (_, place) => sorted[Math.floor(place * sorted.length / ACCESS_CLASSES)]);
  return [...new Set(bounds)].filter((one) => one !== undefined);
}
