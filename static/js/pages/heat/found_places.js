/** What a list beside the map found, on the map: outlines of cells, and the numbers the list gives its places. Global: L. */

const SIZE = 22;
// The point of a number stands on its place.
const TIP = 5;
const PANE = 'marks';

/** {show({places: [{lon, lat, number, title, onChoose}], shapes: [GeoJSON geometry]}), clear(), numbers(): [{lon, lat, number}]}. */
export function foundPlaces(map, { accent, lines }) {
  const outlines = L.geoJSON(null, { pane: 'chosen', renderer: lines, interactive: false, style: { color: accent, weight: 1.5, fillColor: accent, fillOpacity: 0.12 } }).addTo(map);
  const marks = L.layerGroup().addTo(map);
  let shown = [];

  function mark({ lon, lat, number, title, onChoose }) {
    // The list says the same for readers of the screen and for keys.
    const icon = L.divIcon({ className: 'heat-number', html: numberNode(number), iconSize: [SIZE, SIZE], iconAnchor: [SIZE / 2, SIZE + TIP] });
    return L.marker([lat, lon], { icon, pane: PANE, keyboard: false, title, zIndexOffset: -number }).on('click', onChoose);
  }

  function clear() {
    outlines.clearLayers();
    marks.clearLayers();
    shown = [];
  }

  return {
    show({ places, shapes = [] }) {
      clear();
      for (const shape of shapes) outlines.addData(shape);
      for (const place of places) mark(place).addTo(marks);
      shown = places;
    },
    clear,
    numbers: () => shown,
  };
}

function numberNode(number) {
  const node = document.createElement('span');
  node.setAttribute('aria-hidden', 'true');
  node.textContent = String(number);
  return node;
}
