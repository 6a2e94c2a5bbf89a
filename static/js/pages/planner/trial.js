/** What an operation would do, asked of the server while it is drawn; only the newest question counts. */

const AFTER_MS = 150;

/** state(): {code, revision}; told(answer, operation) hears what the server says. Returns {ask(operation), clear()}. */
export function createTrial(server, { state, told }) {
  let newest = 0;
  let waiting = 0;

  function ask(operation) {
    clear();
    const own = newest;
    waiting = window.setTimeout(async () => {
      const { code, revision } = state();
      const answer = await server.post('operations/', { ...operation, community: code, revision, preview: true });
      if (own === newest) told(answer, operation);
    }, AFTER_MS);
  }

  function clear() {
    newest += 1;
    window.clearTimeout(waiting);
  }

  return { ask, clear };
}
