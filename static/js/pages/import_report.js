/** The report page: findings on the map, consents that have to be checked first. Global: L. */
import { drawFile, numberMark, startImportMap } from './import_map.js';

const CLOSE_ZOOM = 18;
const form = document.querySelector('[data-report]');
const started = startImportMap();
if (started) {
  drawFile(started, () => numberPlaces(started));
  wirePlaces(started.map);
}
watchConsents();

function numberPlaces({ map, data }) {
  for (const { number, place, text } of data.places) {
    L.marker([place[1], place[0]], { icon: numberMark(number, text), keyboard: false }).addTo(map);
  }
}

function wirePlaces(map) {
  for (const button of form.querySelectorAll('[data-lon]')) {
    button.hidden = false;
    button.addEventListener('click', () => map.setView([Number(button.dataset.lat), Number(button.dataset.lon)], CLOSE_ZOOM));
  }
}

/** While consents differ from the ones the report was made with, the main button says that it checks first. */
function watchConsents() {
  const write = form.querySelector('[data-write]');
  const said = write.textContent;
  const agreed = () => [...form.querySelectorAll('input[name=consent]:checked')].map((one) => one.value).sort().join();
  const before = agreed();
  form.addEventListener('change', () => { write.textContent = agreed() === before ? said : form.dataset.changed; });
}
