/** One open question to the server at a time. */

/**
 * A function address → {body} or {fault: text in the page's language, or null when nobody answered}; undefined when
 * asked anew meanwhile.
 */
export function createAsker(lang) {
  let open = null;
  const ask = async (address) => {
    open?.abort();
    const own = new AbortController();
    open = own;
    try {
      const response = await fetch(address, { headers: { Accept: 'application/json' }, signal: own.signal, priority: 'high' });
      const body = await response.json();
      if (response.ok) return { body };
      return { fault: (lang === 'en' ? body.detail : body.title) ?? null };
    } catch {
      return own.signal.aborted ? undefined : { fault: null };
    }
  };
  ask.stop = () => open?.abort();
  return ask;
}
