/** The events of a cell, a grid or a warning: repeats of one thing together, a page at a time. */
import { element, replace } from '../../lib/dom.js';
import { whole } from '../../lib/format.js';
import { filledDays } from '../../lib/heat_period.js';
import { filterQuery } from '../../lib/heat_state.js';
import { faultNote, waiting } from './fault.js';

/** {update(node, state)}. given: {store, figures, data, t, lang, titleOf(pick): what stands above, named(pick, name): told what the server calls it, areaOf(pick): code of the area or '',
 * frameDays(): {from, to} of the frame that is shown, or null}. */
export function drillPanel({ store, figures, data, t, lang, titleOf, named, areaOf, frameDays }) {
  const english = lang === 'en';
  const pair = (two, value) => two?.[english ? 1 : 0] ?? value;
  const list = element('ul', { class: 'heat-list' });
  const sum = element('p', { class: 'heat-sum' });
  const foot = element('div', {});
  const heading = element('h2', { tabindex: -1 });
  const close = element('button', { type: 'button', class: 'side-close' }, element('span', { 'aria-hidden': 'true' }, '×'), element('span', { class: 'visually-hidden' }, t('closeDrill')));
  const only = element('button', { type: 'button', class: 'button' }, t('areaHere'));
  let asked = '';
  let shown = '';

  close.addEventListener('click', () => store.set({ pick: '' }));
  only.addEventListener('click', () => store.set({ area: areaOf(store.get().pick), pick: '' }));

  function event(one) {
    const words = [pair(data.words.source[one.source], one.source), stateWord(one.state), pair(data.words.priority[one.priority], one.priority)].filter(Boolean);
    return element('li', {}, element('a', { href: `/map/?layers=districts,subdistricts,communities,grids,events&pick=events/${one.uuid}` }, one.reported_at.slice(0, 16).replace('T', ' ')), ` ${words.join(' · ')}`);
  }

  function stateWord(state) {
    return ['open', 'closed', 'late'].includes(state) ? t(`state_${state}`) : '';
  }

  function group(one) {
    return element('li', { class: 'heat-card' },
      element('p', { class: 'heat-card-head' }, element('strong', {}, english ? one.name_en : one.name), one.n > 1 ? element('span', { class: 'badge' }, t('repeats', { n: whole(one.n) })) : null, one.begun ? null : element('span', { class: 'badge' }, t('notBegun'))),
      element('ul', { class: 'heat-events' }, one.events.map(event)));
  }

  function queryOf(state) {
    const [kind, ...rest] = state.pick.split('/');
    return { ...filterQuery(state), ...frameDays(state), [kind]: rest.join('/') };
  }

  async function read(state, after) {
    const answer = await figures.ask('events', { ...queryOf(state), after });
    if (answer === undefined) return;
    foot.replaceChildren();
    if (!answer.body) {
      foot.append(faultNote(answer, t, () => read(state, after)));
      return;
    }
    const { reports, incidents, groups, next, place, place_en: placeEn } = answer.body;
    if (place) heading.textContent = named(state.pick, english ? placeEn : place);
    if (!after) {
      list.replaceChildren();
      const words = reports > 0 ? t('drillSum', { reports: whole(reports), incidents: whole(incidents) }) : t('drillNone');
      // A warning has days of its own.
      const days = state.pick.startsWith('warning/') ? null : frameDays(state) ?? filledDays(state, data.opening);
      replace(sum, words, days ? element('span', { class: 'muted' }, t('span', days)) : null);
    }
    list.append(...groups.map(group));
    if (next) {
      const more = element('button', { type: 'button', class: 'button' }, t('more'));
      more.addEventListener('click', () => read(state, next));
      foot.append(more);
    }
  }

  return {
    async update(node, state) {
      if (!heading.isConnected) replace(node, element('div', { class: 'side-head' }, heading, close), element('div', { class: 'heat-drill-body' }, sum, only, list, foot));
      heading.textContent = titleOf(state.pick);
      only.hidden = !areaOf(state.pick);
      const query = JSON.stringify(queryOf(state));
      if (query === asked) return;
      asked = query;
      if (state.pick !== shown) {
        shown = state.pick;
        sum.textContent = '';
        replace(list, waiting(t));
        heading.focus({ preventScroll: true });
      }
      await read(state, undefined);
    },
    /** Reads the same place anew. */
    forget() { asked = ''; },
  };
}
