/** The lamp that says how current the data are: a mark, a word and a time; a reader is told only when that changes. */

const MINUTE_S = 60;

/** A function that shows {stale, seconds, asOf: 'HH:MM'}; nodes: {lamp, spoken, asOf}. */
export function createLamp(nodes, t) {
  let told = null;
  return ({ stale, seconds, asOf }) => {
    nodes.lamp.classList.toggle('stale', stale);
    write(nodes.lamp, stale ? lateWords(seconds, t) : t('live'));
    write(nodes.asOf, `${t('asOf')} ${asOf}`);
    if (stale === told) return;
    // Nothing is said of a screen that opens as it should.
    if (told !== null || stale) write(nodes.spoken, t(stale ? 'spokenStale' : 'spokenLive'));
    told = stale;
  };
}

function lateWords(seconds, t) {
  return seconds < 10 * MINUTE_S ? t('staleSeconds', { n: seconds }) : t('staleMinutes', { n: Math.floor(seconds / MINUTE_S) });
}

function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
