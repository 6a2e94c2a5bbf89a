/** What the desk does at the server, and what is said against it. */

/** Posts content as JSON: empty where it is done, else why not, in the page's language. */
export async function refusalOf(address, content, { t, lang }) {
  const token = document.querySelector('[name="csrfmiddlewaretoken"]').value;
  const headers = { 'X-CSRFToken': token, Accept: 'application/json', 'Content-Type': 'application/json' };
  try {
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(content) });
    if (response.ok) return '';
    const { title, detail } = await response.json();
    return lang === 'en' ? detail : title;
  } catch {
    return t('noAnswer');
  }
}
