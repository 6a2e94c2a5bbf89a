/** What if: points added, moved and closed, on the map and in a list; what that changes; kept under a name. */
import { element, replace } from '../../lib/dom.js';
import { changePatch, changesOf, isChanged } from '../../lib/coverage_state.js';
import { afterMinutes, countedHomes } from '../../lib/home_minutes.js';
import { whole } from '../../lib/format.js';
import { faultNote, waiting } from '../heat/fault.js';
import { changedAreas, wholeTable } from './change_table.js';

const LISTED = 30;

/** {update(node, state), focusOn(what)}. given: {store, view, points, changes, shares, figures, server, placing, nameOf, t, say, data, onKept}. */
export function changePanel({ store, view, points, changes, shares, figures, server, placing, nameOf, t, say, data, onKept }) {
  const steps = [];
  let undoing = false;
  const add = button('add', () => placing.begin(), 'button-primary');
  const undo = button('undo', () => {
    undoing = true;
    store.set(steps.pop());
    undoing = false;
  });
  const clear = button('clear', () => store.set({ close: '', open: '' }));
  const own = element('div', {});
  const found = element('div', { 'aria-live': 'polite' });
  const list = element('div', {});
  const name = element('input', { type: 'text', id: 'coverage-name', maxlength: data.longestName, required: true });
  const form = element('form', { class: 'coverage-keep' }, element('label', { for: 'coverage-name' }, t('scenarioName')), name, element('button', { class: 'button' }, t('keep')));
  const body = element('div', {}, element('p', {}, t('changeWhy')), element('div', { class: 'coverage-buttons' }, add, undo, clear), own, found, form, list);

  // Every change is a step; what an undo takes back is none of its own.
  store.on((state, before) => {
    if (state.kind !== before.kind) steps.length = 0;
    else if (!undoing && (state.close !== before.close || state.open !== before.open)) steps.push({ close: before.close, open: before.open });
    undo.disabled = steps.length === 0;
  });

  function button(key, work, kind = '') {
    const made = element('button', { type: 'button', class: `button ${kind}`.trim() }, t(key));
    made.addEventListener('click', work);
    return made;
  }

  function patched(work) {
    const lists = changesOf(store.get());
    work(lists);
    store.set(changePatch(lists));
  }

  const act = {
    close: (uuid) => patched(({ close }) => close.push(uuid)),
    reopen: (uuid) => patched(({ close }) => close.splice(close.indexOf(uuid), 1)),
    remove: (number) => patched(({ open }) => open.splice(number, 1)),
  };

  function line(title, place, ...buttons) {
    const go = element('button', { type: 'button', class: 'heat-row' }, title);
    go.addEventListener('click', () => view.map.setView([place[1], place[0]], Math.max(view.map.getZoom(), 15)));
    return element('li', { class: 'coverage-line' }, go, ...buttons);
  }

  function listOwn(state) {
    const { close, open } = changesOf(state);
    const byUuid = new Map(points.all().map((point) => [point.uuid, point]));
    const closed = close.map((uuid) => [uuid, byUuid.get(uuid)]).filter(([, point]) => point);
    const lines = [
      ...open.map((place, number) => line(t('opened', { n: number + 1 }), place, button('moveIt', () => placing.begin(number)), button('removeIt', () => act.remove(number)))),
      ...closed.map(([uuid, point]) => line(`${t('closed')} · ${point.name}`, [point.lon, point.lat], button('reopenIt', () => act.reopen(uuid)))),
    ];
    replace(own, ...(lines.length > 0 ? [element('h3', {}, t('yourChanges')), element('ul', { class: 'coverage-lines' }, lines)] : []));
  }

  function listPoints() {
    const { close } = changesOf(store.get());
    const here = points.all().filter((point) => !close.includes(point.uuid) && view.map.getBounds().contains([point.lat, point.lon]));
    const lines = here.slice(0, LISTED).map((point) => {
      const made = line(point.name, [point.lon, point.lat], button('moveIt', () => placing.begin(point.uuid)), button('closeIt', () => act.close(point.uuid)));
      made.dataset.point = point.uuid;
      return made;
    });
    replace(list, element('h3', {}, t('pointsHere')), lines.length > 0 ? element('ul', { class: 'coverage-lines' }, lines) : element('p', { class: 'muted' }, t('pointsNone')),
      here.length > LISTED ? element('p', { class: 'muted' }, t('pointsMore', { n: here.length - LISTED })) : null);
  }

  async function tell(state) {
    if (!isChanged(state)) {
      replace(found);
      return;
    }
    if (!found.firstChild) replace(found, waiting(t));
    // The names of areas come with the shares.
    const [answer, homes] = await Promise.all([changes(state), figures.ask('homes_counted', { category: state.kind, area: state.area }, '/api/coverage/homes'), shares(state)]);
    if (store.get().close !== state.close || store.get().open !== state.open) return;
    if (!answer.body) {
      replace(found, faultNote(answer, t, () => tell(store.get())));
      return;
    }
    const limit = Number(state.minutes);
    const counts = homes?.body ? countedHomes(homes.body[state.pace], afterMinutes(homes.body, state.pace, answer.body.homes), limit) : null;
    replace(found, wholeTable(answer.body.whole, t),
      counts ? element('p', {}, t('homesChanged', { gained: whole(counts.gained), lost: whole(counts.lost) })) : null,
      ...answer.body.open_off_network.map((number) => element('p', { class: 'heat-caution', role: 'note' }, t('offNetwork', { n: number + 1 }))),
      element('h3', {}, t(`level_${state.level}`)), changedAreas(answer.body.areas, state, nameOf, t));
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { kind, close, open, area } = store.get();
    const answer = await server.send('POST', '/api/coverage/scenarios/', { name: name.value, category: kind, ...(close && { close }), ...(open && { open }), ...(area && { area }) });
    say(answer.body ? t('kept', { name: answer.body.name }) : answer.fault ?? t('failed'));
    if (!answer.body) return;
    name.value = '';
    onKept();
  });

  return {
    update(node, state) {
      if (!body.isConnected) replace(node, body);
      undo.disabled = steps.length === 0;
      clear.disabled = !isChanged(state);
      form.hidden = !isChanged(state);
      listOwn(state);
      listPoints();
      return tell(state);
    },
    moved() {
      if (body.isConnected) listPoints();
    },
    focusOn(what) {
      (typeof what === 'string' ? list.querySelector(`[data-point="${what}"] .button:last-child`) : own.querySelector(`li:nth-child(${what + 1}) .button`))?.focus();
    },
  };
}
