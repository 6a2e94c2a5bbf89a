/** Who else has the plan open: told every ten seconds, forgotten by the server half a minute after the last word. */
import { element, replace } from '../../lib/dom.js';

const EVERY_MS = 10_000;

/** state(): {code, nameOf(code)}. Returns tell(), to be called when another community is opened. */
export function createPresence(node, server, { t, state }) {
  const seat = window.crypto.randomUUID();
  window.setInterval(tell, EVERY_MS);
  window.addEventListener('pagehide', () => server.leave(seat));

  async function tell() {
    if (document.hidden) return;
    const { code, nameOf } = state();
    const { status, told } = await server.present(seat, code);
    if (status !== 200) return;
    const names = told.others.map(({ name, community }) => (community && community === code ? t('sameCommunity', { name }) : community ? `${name}（${nameOf(community)}）` : name));
    replace(node, element('span', { class: told.others.some(({ community }) => community && community === code) ? 'plan-others near' : 'plan-others' },
      names.length ? t('others', { names: names.join('、') }) : t('alone')));
  }

  return tell;
}
