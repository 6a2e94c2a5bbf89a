/** The mapping page: an answer changed guesses anew, and the map shows what the answers mean. Global: L. */
import { drawFile, numberMark, startImportMap } from './import_map.js';

const form = document.querySelector('[data-preview]');
form.classList.add('by-script');
for (const field of form.querySelectorAll('[data-again]')) field.addEventListener('change', again);
wireOther();
const started = startImportMap();
if (started) drawFile(started, (findings) => numberFindings(findings, started.map));

/** Sends the answers to be guessed from anew. */
function again() {
  const action = Object.assign(document.createElement('input'), { type: 'hidden', name: 'action', value: 'again' });
  form.append(action);
  form.submit();
}

function wireOther() {
  const other = form.querySelector('[data-other]');
  if (!other) return;
  const box = form.querySelector('[data-other-box]');
  const show = () => box.classList.toggle('shown', other.checked);
  for (const one of form.querySelectorAll('input[name=srid]')) one.addEventListener('change', show);
  show();
}

/** The largest finding of each kind gets the number its line in the table has. */
function numberFindings(findings, map) {
  const lines = [...document.querySelectorAll('.summary tbody tr[data-code]')];
  for (const line of lines) {
    const first = findings.find(({ key }) => key.startsWith(`${line.dataset.code}:`));
    const place = first ? middle(first.geometry) : null;
    if (place) L.marker(place, { icon: numberMark(line.dataset.number, line.dataset.word, 22), keyboard: false, zIndexOffset: 500 }).addTo(map);
  }
}

/** A corner of the shape halfway along it: the mark stands at the finding, not in the middle of its bounds. */
function middle({ type, coordinates }) {
  const ring = { Polygon: coordinates[0], MultiPolygon: coordinates[0]?.[0], LineString: coordinates }[type] ?? coordinates.flat(type === 'MultiLineString' ? 1 : 0);
  if (!ring?.length) return null;
  const [lon, lat] = ring[Math.floor(ring.length / 4)];
  return [lat, lon];
}
