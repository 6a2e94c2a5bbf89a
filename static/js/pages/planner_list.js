/** The list of plans: a new one is made and opened; a version that was in force begins a new draft. */
const form = document.querySelector('[data-new]');

if (form) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const body = { name: form.elements.name.value };
    if (form.elements.base.value) body.base = form.elements.base.value;
    void make(body, form.querySelector('button'));
  });
  for (const button of document.querySelectorAll('[data-restore]')) {
    button.addEventListener('click', () => void make({ name: button.dataset.name.slice(0, 80), base: button.dataset.restore }, button));
  }
}

/** Makes a plan and opens it; says what is wrong instead. */
async function make(body, button) {
  const error = form.querySelector('[data-error]');
  const english = document.documentElement.lang.startsWith('en');
  button.disabled = true;
  error.hidden = true;
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
    error.textContent = english ? told.detail : told.title;
  } catch {
    error.textContent = english ? 'The server does not answer; try again.' : '服务器没有回应，请再试一次。';
  }
  error.hidden = false;
  button.disabled = false;
}
