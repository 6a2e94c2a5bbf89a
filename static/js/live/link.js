/**
 * The way from this page to the stream. A server on HTTP/1.1 gives a browser six connections, so all its pages share one:
 * by a shared worker, else by a lock and a channel, else each has its own.
 */
import { createHub } from './hub.js';
import { joinElected } from './elected.js';

/** Calls hear(word) with every word; returns {tell(how the page is), leave()}. settings: {worker: address or '', who}. */
export function openLink(hear, { worker, who }, page = window) {
  const link = (worker && page.SharedWorker && shared(hear, { worker, who }, page)) || unshared(hear, who, page);
  return link;
}

function shared(hear, { worker, who }, page) {
  try {
    const made = new page.SharedWorker(worker, { type: 'module', name: `live-${who}` });
    let instead = null;
    made.onerror = () => { instead ??= unshared(hear, who, page); };
    made.port.onmessage = ({ data }) => hear(data);
    return {
      tell: (how) => (instead ?? { tell: () => made.port.postMessage(how) }).tell(how),
      leave: () => (instead ?? { leave: () => made.port.postMessage('bye') }).leave(),
    };
  } catch {
    return null;
  }
}

function unshared(hear, who, page) {
  return page.navigator.locks && page.BroadcastChannel ? joinElected(hear, who) : alone(hear);
}

function alone(hear) {
  const hub = createHub(hear);
  hub.start();
  return { tell: (how) => (how === 'awake' ? hub.start() : hub.stop()), leave: () => hub.stop() };
}
