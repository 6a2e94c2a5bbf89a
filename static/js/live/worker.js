/** The shared worker that holds the stream for all pages of this browser. */
import { createHub } from './hub.js';
import { createPorts } from './ports.js';

const ports = createPorts((send) => createHub(send));
self.addEventListener('connect', ({ ports: [port] }) => ports.join(port));
self.addEventListener('online', () => ports.hub.hurry());
