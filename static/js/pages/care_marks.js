/** Marks of the care map: a box where something is late, a quiet line elsewhere, a symbol on a building. */
import { element } from '../lib/dom.js';
import { formsFor } from '../lib/mark_room.js';
import { symbol } from './symbol.js';

const SEVERITY = ['late-red', 'late-yellow', 'late-blue'];

/** Adds the marks of the data; choose(uuid) is called when one is pressed. Returns the removable group. */
export function addMarks(map, data, sprite, chosen, choose) {
  const placed = [...data.marks]
    .sort((a, b) => rank(a, chosen) - rank(b, chosen))
    .map((mark, order) => ({ ...place(mark, order, sprite, chosen), mark }));
  for (const { marker, mark } of placed) {
    marker.on('click', () => choose(mark.uuid));
    marker.on('keypress', ({ originalEvent }) => originalEvent.key === 'Enter' && choose(mark.uuid));
  }
  const group = L.layerGroup(placed.map(({ marker }) => marker)).addTo(map);
  const arrange = () => makeRoom(placed);
  map.on('moveend zoomend resize', arrange);
  group.on('remove', () => map.off('moveend zoomend resize', arrange));
  arrange();
  return group;
}

/** The chosen one first, then red, yellow, blue, then the quiet ones. */
function rank(mark, chosen) {
  if (mark.uuid === chosen) return -1;
  const severity = SEVERITY.indexOf(mark.worst?.symbol ?? mark.symbol);
  return severity < 0 ? SEVERITY.length : severity;
}

function place(mark, order, sprite, chosen) {
  const forms = mark.people === undefined ? areaForms(mark, sprite) : houseForms(mark, sprite);
  const body = element('div', { class: `mark${mark.uuid === chosen ? ' mark-selected' : ''}` }, ...forms);
  const icon = L.divIcon({ className: 'mark-icon', html: body, iconSize: null });
  const marker = L.marker([mark.lat, mark.lon], {
    icon, pane: 'marks', title: spoken(mark), keyboard: true, bubblingMouseEvents: false, zIndexOffset: 100 * (1000 - order),
  });
  return { marker, forms };
}

/** From the largest form to the smallest: everything, then the name with symbol and number, then these alone. */
function areaForms(mark, sprite) {
  if (!mark.counts) {
    return [form('quiet', element('b', {}, mark.label), String(mark.total)), form('quiet', String(mark.total))];
  }
  const due = mark.counts.due ? [line(mark.due_line, sprite)] : [];
  if (!mark.worst) return [form('quiet', element('b', {}, mark.label), ...due), form('quiet', ...due), form('point')];
  const worst = line(mark.worst, sprite);
  const small = element('span', { class: 'mark-line' }, symbol(sprite, mark.worst.symbol), String(mark.counts[mark.worst.key]));
  return [
    form('full', element('b', {}, mark.label), element('span', { class: 'box' }, worst, ...due)),
    form('boxed', element('b', {}, mark.label), element('span', { class: 'box' }, small.cloneNode(true))),
    form('boxed', element('span', { class: 'box' }, small)),
  ];
}

function form(kind, ...contents) {
  return element('span', { class: `form form-${kind}` }, ...contents);
}

function line({ symbol: name, text }, sprite) {
  return element('span', { class: 'mark-line' }, symbol(sprite, name), text);
}

/** A ringed symbol with the number of people, else the bare symbol. */
function houseForms(mark, sprite) {
  const people = mark.people > 1 ? element('span', { class: 'people' }, String(mark.people)) : null;
  return [
    element('span', { class: 'form house-mark' }, symbol(sprite, mark.symbol), people),
    form('house', symbol(sprite, mark.symbol)),
  ];
}

/** Shows each mark in the largest form that covers no more important one. */
function makeRoom(placed) {
  for (const { forms } of placed) for (const one of forms) one.hidden = false;
  const boxes = placed.map(({ forms }) => forms.map((one) => one.getBoundingClientRect()));
  const chosen = formsFor(boxes);
  placed.forEach(({ forms }, index) => forms.forEach((one, number) => { one.hidden = number !== chosen[index]; }));
}

function spoken(mark) {
  if (mark.people !== undefined) return `${mark.name} ${mark.words}`;
  const parts = mark.counts ? [mark.worst?.text, mark.counts.due ? mark.due_line.text : ''] : [String(mark.total)];
  return [mark.name, ...parts].filter(Boolean).join(' ');
}
