/** The hours of the week as a matrix: seven days by twenty-four hours, dragged over or walked through by keys. */
import { element } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { HOURS, hoursOf, hoursText, rectangle, shades, switched, USUAL_HOURS } from '../../lib/week_hours.js';
import { segments } from './segments.js';
import { dayNames } from './words.js';

const A_DAY = 24;
const SHADES = 5;
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -A_DAY, ArrowDown: A_DAY };

/** {node, update(state, summary)}. */
export function hoursFilter({ store, t, lang }) {
  const days = dayNames(lang);
  const cells = Array.from({ length: HOURS }, (_, hour) => element('td', { role: 'gridcell', tabindex: hour === 8 ? 0 : -1, 'data-hour': hour, 'aria-selected': 'false' }));
  const said = element('p', { class: 'muted' });
  const drag = { from: null, to: null };
  let here = 8;
  let saidOfAll = '';

  const chosen = () => hoursOf(store.get().hours);
  const choose = (some) => store.set({ hours: hoursText(switched(chosen(), some)) });

  function preview() {
    const some = new Set(drag.from === null ? [] : rectangle(drag.from, drag.to));
    cells.forEach((cell, hour) => cell.classList.toggle('in-drag', some.has(hour)));
  }

  function finish() {
    if (drag.from === null) return;
    const some = rectangle(drag.from, drag.to);
    Object.assign(drag, { from: null, to: null });
    preview();
    choose(some);
  }

  function walk(hour) {
    cells[here].tabIndex = -1;
    here = hour;
    cells[here].tabIndex = 0;
    cells[here].focus();
  }

  /** The count of the hour that is pointed at or walked to; what is chosen when none is. */
  function told(hour) {
    said.textContent = hour === null ? saidOfAll : cells[hour].getAttribute('aria-label');
  }

  const hourAt = ({ clientX, clientY }) => {
    const hour = document.elementFromPoint(clientX, clientY)?.closest('[data-hour]')?.dataset.hour;
    return hour === undefined ? null : Number(hour);
  };
  const rows = days.map((day, index) => element('tr', { role: 'row' },
    element('th', { role: 'rowheader', scope: 'row' }, headButton(day, t('allDay', { day }), rectangle(index * A_DAY, index * A_DAY + A_DAY - 1))),
    cells.slice(index * A_DAY, (index + 1) * A_DAY)));
  const heads = Array.from({ length: A_DAY }, (_, hour) => element('th', { role: 'columnheader', scope: 'col' },
    headButton(hour % 6 === 0 ? String(hour) : '', t('everyHour', { hour }), rectangle(hour, 6 * A_DAY + hour))));

  function headButton(text, label, some) {
    const button = element('button', { type: 'button', 'aria-label': label, tabindex: -1 }, text);
    button.addEventListener('click', () => choose(some));
    return button;
  }

  const table = element('table', { class: 'heat-week', role: 'grid', 'aria-label': t('hours'), 'aria-multiselectable': 'true' },
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, element('td', { role: 'presentation' }), heads)), element('tbody', { role: 'rowgroup' }, rows));
  table.addEventListener('pointerdown', (event) => {
    const hour = hourAt(event);
    if (hour === null || event.button !== 0) return;
    event.preventDefault();
    table.setPointerCapture(event.pointerId);
    Object.assign(drag, { from: hour, to: hour });
    walk(hour);
    preview();
  });
  table.addEventListener('pointermove', (event) => {
    const hour = drag.from === null ? null : hourAt(event);
    if (hour === null || hour === drag.to) return;
    drag.to = hour;
    preview();
  });
  table.addEventListener('pointerover', ({ target }) => { if (target.dataset.hour) told(Number(target.dataset.hour)); });
  table.addEventListener('pointerleave', () => told(null));
  table.addEventListener('pointerup', finish);
  table.addEventListener('pointercancel', finish);
  table.addEventListener('keydown', (event) => {
    if (!event.target.dataset.hour) return;
    const next = { Home: here - here % A_DAY, End: here - here % A_DAY + A_DAY - 1 }[event.key] ?? here + (STEPS[event.key] ?? NaN);
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      if (drag.from !== null) finish();
      else choose([here]);
    } else if (event.key === 'Escape' && drag.from !== null) {
      Object.assign(drag, { from: null, to: null });
      preview();
    } else if (next >= 0 && next < HOURS) {
      event.preventDefault();
      if (event.shiftKey) Object.assign(drag, { from: drag.from ?? here, to: next });
      else Object.assign(drag, { from: null, to: null });
      walk(next);
      preview();
    }
  });
  table.addEventListener('keyup', (event) => { if (event.key === 'Shift') finish(); });

  const named = new Map(Object.entries(USUAL_HOURS).map(([name, some]) => [hoursText(new Set(some)), name]));
  const usual = segments([...named.keys()], { title: (text) => t(`hours_${named.get(text)}`), onChoose: (text) => store.set({ hours: store.get().hours === text ? '' : text }) });
  const clear = element('button', { type: 'button', class: 'heat-clear' }, t('clear'));
  clear.addEventListener('click', () => store.set({ hours: '' }));
  const node = element('fieldset', { class: 'heat-filter' }, element('legend', {}, t('hours')));
  node.append(usual.node, table, element('p', { class: 'heat-week-foot' }, said, clear), element('p', { class: 'muted heat-hint' }, t('hoursHint')));

  return {
    node,
    update(state, summary) {
      const some = hoursOf(state.hours);
      const counts = summary?.by_slot ?? Array(HOURS).fill(0);
      const shade = shades(counts, SHADES);
      cells.forEach((cell, hour) => {
        cell.setAttribute('aria-selected', String(some.has(hour)));
        cell.dataset.shade = shade[hour];
        const name = t('hourCell', { day: days[Math.floor(hour / A_DAY)], hour: hour % A_DAY, n: summary ? whole(counts[hour]) : '—' });
        cell.setAttribute('aria-label', name);
        cell.title = name;
      });
      table.classList.toggle('some-chosen', some.size > 0);
      usual.update(state.hours);
      saidOfAll = some.size > 0 ? t('hoursChosen', { n: some.size }) : t('hoursAll');
      told(null);
      clear.hidden = some.size === 0;
    },
  };
}
