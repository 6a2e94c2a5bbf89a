/** The upload form: files dropped on it, a look at their size before anything is sent, progress while sending. */

const form = document.querySelector('[data-upload]');
const input = form.querySelector('input[type=file]');
const drop = form.querySelector('[data-drop]');
const chosen = form.querySelector('[data-chosen]');
const state = form.querySelector('[data-state]');
const bar = form.querySelector('progress');
const level = form.querySelector('[data-level]');
const words = chosen.textContent;

form.classList.add('by-script');

input.addEventListener('change', showChosen);
for (const name of ['dragover', 'dragleave', 'drop']) drop.addEventListener(name, dragged);
form.addEventListener('change', needLevel);
form.addEventListener('submit', send);
needLevel();
showChosen();

function needLevel() {
  const areas = form.querySelector('input[name=kind]:checked')?.value === 'areas';
  level.hidden = !areas;
  level.querySelector('select').required = areas;
}

function showChosen() {
  const files = [...input.files];
  chosen.textContent = files.length ? files.map((file) => `${file.name}（${sizeOf(file.size)}）`).join('、') : words;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  input.setCustomValidity(bytes > Number(form.dataset.most) ? form.dataset.tooLarge : '');
  state.textContent = input.validationMessage && files.length ? input.validationMessage : '';
}

function sizeOf(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function dragged(event) {
  event.preventDefault();
  drop.classList.toggle('over', event.type === 'dragover');
  if (event.type !== 'drop' || !event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  showChosen();
}

/** Sends with progress; the answer is the page to go to, or this page with the reason. */
function send(event) {
  event.preventDefault();
  const request = new XMLHttpRequest();
  const button = form.querySelector('button[type=submit]');
  button.disabled = true;
  bar.hidden = false;
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = 100 * loaded / total;
    state.textContent = `${form.dataset.sending} ${Math.floor(100 * loaded / total)} %`;
  });
  request.addEventListener('load', () => arrived(request, button));
  request.addEventListener('error', () => failed(button));
  request.open('POST', form.action);
  request.send(new FormData(form));
}

function arrived(request, button) {
  if (request.status === 200 && request.responseURL !== form.action) {
    window.location.assign(request.responseURL);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  const reason = page.querySelector('.refusal, main p, p')?.textContent ?? form.dataset.broken;
  failed(button, reason.trim());
}

function failed(button, reason = form.dataset.broken) {
  button.disabled = false;
  bar.hidden = true;
  state.textContent = '';
  form.querySelector('.refusal')?.remove();
  const error = document.createElement('p');
  error.className = 'refusal';
  error.setAttribute('role', 'alert');
  error.textContent = reason;
  form.prepend(error);
  error.scrollIntoView({ block: 'center' });
}
