/** Questions to /api/coverage/ that change something or carry places; answers as {body} or {fault}. */

/** {send(method, address, fields)}: fields go as a form; fault is the server's text in the page's language, or null. */
export function createServer(lang) {
  const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
  return {
    async send(method, address, fields = null) {
      try {
        const response = await fetch(address, {
          method, headers: { Accept: 'application/json', 'X-CSRFToken': token }, body: fields ? new URLSearchParams(fields) : null,
        });
        if (response.status === 204) return { body: {} };
        const body = await response.json();
        return response.ok ? { body } : { fault: (lang === 'en' ? body.detail : body.title) ?? null };
      } catch {
        return { fault: null };
      }
    },
  };
}
