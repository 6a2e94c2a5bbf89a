/** One stream for all pages where there is no shared worker: the page that holds the lock listens and tells the others. */
import { createHub } from './hub.js';

/** Calls hear(word) with every word of the stream, whichever page listens to it; who names those who may share it. */
export function joinElected(hear, who) {
  const name = `live-${who}`;
  const channel = new BroadcastChannel(name);
  const held = new AbortController();
  let hub = null;
  channel.onmessage = ({ data }) => {
    if (data !== 'how are things?') hear(data);
    else for (const word of hub?.greeting() ?? []) channel.postMessage(word);
  };
  navigator.locks.request(name, { signal: held.signal }, () => new Promise((release) => {
    hub = createHub((word) => {
      hear(word);
      channel.postMessage(word);
    });
    hub.start();
    held.signal.addEventListener('abort', release);
    hub.release = release;
  })).catch(() => {});
  channel.postMessage('how are things?');
  return {
    tell: () => {},
    leave() {
      hub?.stop();
      hub?.release();
      held.abort();
      channel.close();
    },
  };
}
