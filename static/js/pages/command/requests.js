/** Questions to the server; a newer question replaces the one still open. */

/** A function address → JSON; null when the server does not answer or refuses, undefined when asked anew meanwhile. */
export function createReader() {
  let open = null;
  return async (address) => {
    open?.abort();
    const own = new AbortController();
    open = own;
    try {
      const response = await fetch(address, { headers: { Accept: 'application/json' }, signal: own.signal, priority: 'high' });
      if (response.redirected || response.status === 401) location.reload();
      return response.ok && !response.redirected ? await response.json() : null;
    } catch {
      return own.signal.aborted ? undefined : null;
    }
  };
}
