/** The list of plans: a new one is made and opened. */
const form = document.querySelector('[data-new]');

if (form) {
  form.hidden = false;
  form.addEventListener('submit', begin);
}

async function begin(event) {
  event.preventDefault();
  const button = form.querySelector('button');
  const error = form.querySelector('[data-error]');
  button.disabled = true;
  error.hidden = true;
  const body = { name: form.elements.name.value };
  if (form.elements.base.value) body.base = form.elements.base.value;
  try {
    const response = await fetch('/api/plans/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify(body),
    });
    const told = await response.json();
    if (response.ok) {
      window.location.assign(`/planner/${told.uuid}/`);
      return;
    }
    error.textContent = document.documentElement.lang.startsWith('en') ? told.detail : told.title;
  } catch {
    error.textContent = document.documentElement.lang.startsWith('en') ? 'The server does not answer; try again.' : '服务器没有回应，请再试一次。';
  }
  error.hidden = false;
  button.disabled = false;
}
