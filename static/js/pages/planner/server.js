/** Questions and operations to /api/plans/; one change at a time, in the order they were made. */

export function createServer(uuid) {
  const base = `/api/plans/${uuid}/`;
  const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
  let last = Promise.resolve();

  async function ask(path, options = {}) {
    try {
      const response = await fetch(base + path, { headers: { Accept: 'application/json' }, ...options });
      if (response.redirected) window.location.reload();
      return { status: response.status, told: await response.json() };
    } catch {
      return { status: 0, told: {} };
    }
  }

  const post = (path, body) => ask(path, {
    method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
  });

  return {
    get: (path) => ask(path),
    post,
    remove: (path) => ask(path, { method: 'DELETE', headers: { Accept: 'application/json', 'X-CSRFToken': token } }),
    tree: () => ask(''),
    community: (code) => ask(`communities/${code}/`),
    difference: () => ask('difference/'),
    compared: (other) => ask(`compare/?with=${encodeURIComponent(other)}`),
    comparedCommunity: (code, other) => ask(`compare/${code}/?with=${encodeURIComponent(other)}`),
    present: (seat, community) => post('presence/', { seat, community }),
    since: (revision) => ask(`operations/?since=${revision}`),
    /** A page that is closing says so; nobody waits for the answer. */
    leave: (seat) => { void fetch(`${base}presence/`, { method: 'DELETE', keepalive: true, body: JSON.stringify({ seat }), headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token } }).catch(() => {}); },
    /** Sends after everything sent before has been answered; body may be a function of that moment. */
    send(path, body) {
      last = last.then(() => post(path, typeof body === 'function' ? body() : body));
      return last;
    },
  };
}
