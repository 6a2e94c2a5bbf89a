/** The scenarios of a category beside each other: what each brings, two of them by area. */
import { element, replace } from '../../lib/dom.js';
import { percent, signed, whole } from '../../lib/format.js';
import { changePatch } from '../../lib/coverage_state.js';
import { faultNote, waiting } from '../heat/fault.js';
import { tableOf } from './change_table.js';

/** {update(node, state), forget()}. given: {store, server, nameOf, t, say}. */
export function comparePanel({ store, server, nameOf, t, say }) {
  const body = element('div', {});
  const beside = element('div', { 'aria-live': 'polite' });
  const ticked = new Set();
  let kept = null;

  const at = (lines, { pace, minutes }) => lines.find((one) => one.pace === pace && String(one.minutes) === minutes);
  const titleOf = (one) => one.name || `${t(`siting_${one.method}`)} · ${one.asked.count}`;

  function open(one) {
    const sites = one.result.sites.map(({ lon, lat }) => [lon, lat]);
    store.set({ area: one.asked.below ?? '', tab: 'change', shown: 'change', ...changePatch({ close: one.asked.close ?? [], open: sites }) });
  }

  async function remove(one) {
    const answer = await server.send('DELETE', `/api/coverage/scenarios/${one.uuid}/`);
    say(answer.body ? t('removed') : answer.fault ?? t('failed'));
    kept = null;
    void update(body.parentNode, store.get());
  }

  function button(key, title, work) {
    const made = element('button', { type: 'button', class: 'button', 'aria-label': `${t(key)} · ${title}` }, t(key));
    made.addEventListener('click', work);
    return made;
  }

  function row(one, state) {
    const line = at(one.result.whole, state);
    const title = titleOf(one);
    const tick = element('input', { type: 'checkbox', 'aria-label': title });
    tick.checked = ticked.has(one.uuid);
    tick.addEventListener('change', () => {
      if (tick.checked) ticked.add(one.uuid);
      else ticked.delete(one.uuid);
      besides(state);
    });
    const changes = t('plusMinus', { open: one.result.sites.length, close: (one.asked.close ?? []).length });
    return element('tr', { 'data-row': one.uuid },
      element('th', { scope: 'row' }, element('label', { class: 'heat-choice' }, tick, element('span', {}, title)), element('span', { class: 'coverage-buttons' }, button('open', title, () => open(one)), button('remove', title, () => remove(one)))),
      ...[changes, `${percent(line.before.share)}→${percent(line.after.share)}`, whole(line.gained), whole(line.lost)].map((text) => element('td', { class: 'number' }, text)));
  }

  function besides(state) {
    const two = kept.filter((one) => ticked.has(one.uuid)).slice(0, 2);
    if (two.length < 2) {
      replace(beside, element('p', { class: 'muted' }, t('compareTwo')));
      return;
    }
    const codes = [...new Set(two.flatMap((one) => Object.keys(one.result.areas)))].sort();
    const share = (one, code) => (one.result.areas[code] ? at(one.result.areas[code], state) : null);
    const rows = codes.map((code) => {
      const found = two.map((one) => share(one, code));
      const before = found.find(Boolean).before.share;
      const after = found.map((one) => (one ? one.after.share : before));
      const net = found.map((one) => (one ? one.gained - one.lost : 0));
      return element('tr', {}, element('th', { scope: 'row' }, nameOf(code)), ...[percent(before), percent(after[0]), percent(after[1]), signed(net[0] - net[1])].map((text) => element('td', { class: 'number' }, text)));
    });
    replace(beside, element('p', { class: 'muted' }, t('compareBy', { minutes: state.minutes, pace: t(state.pace) })), tableOf([t('name'), t('before'), titleOf(two[0]), titleOf(two[1]), t('people')], rows, t('tab_compare')));
  }

  async function update(node, state) {
    if (!body.isConnected) replace(node, body);
    if (!kept || kept.kind !== state.kind) {
      replace(body, waiting(t));
      const answer = await server.send('GET', `/api/coverage/scenarios/?category=${state.kind}`);
      if (!answer.body) {
        replace(body, faultNote(answer, t, () => update(node, store.get())));
        return;
      }
      kept = Object.assign(answer.body.scenarios, { kind: state.kind });
    }
    if (kept.length === 0) {
      replace(body, element('p', { class: 'muted' }, t('noScenarios')));
      return;
    }
    const heads = [t('scenario'), t('changes'), `${t(state.pace)} ${t('min', { n: state.minutes })} %`, t('gained'), t('lost')];
    replace(body, tableOf(heads, kept.map((one) => row(one, state)), t('tab_compare')), beside);
    besides(state);
  }

  return { update, forget: () => { kept = null; } };
}
