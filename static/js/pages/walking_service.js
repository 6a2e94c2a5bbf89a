/** Questions to the walking service, always by POST: the place stands in no address. */

/** The answer as data; null where there is none, or no network. */
export async function walking(address, fields) {
  try {
    const response = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
