/** Many pages at one hub: it runs while a page is awake and ends with the last one. */

/** Joins message ports to a hub; make(send) makes the hub. */
export function createPorts(make) {
  const ports = new Map();
  const hub = make((word) => { for (const port of ports.keys()) port.postMessage(word); });

  function settle() {
    if ([...ports.values()].includes('awake')) hub.start();
    else hub.stop();
  }

  return {
    hub,
    join(port) {
      ports.set(port, 'awake');
      for (const word of hub.greeting()) port.postMessage(word);
      settle();
      port.onmessage = ({ data }) => {
        if (data === 'bye') ports.delete(port);
        else if (data === 'awake' && !ports.has(port)) return this.join(port);
        else if (ports.has(port)) ports.set(port, data);
        settle();
        return undefined;
      };
    },
  };
}
