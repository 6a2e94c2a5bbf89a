/** Brings the map's classic scripts only when a map is wanted: the list must not wait for them. */

/** Resolves when Leaflet and the tile drawer are there; the addresses stand on the map's element. */
export async function loadMapScripts(element) {
  const { leaflet, leafletCss, tiles } = element.dataset;
  await Promise.all([style(leafletCss), script(leaflet)]);
  await script(tiles);
}

function script(address) {
  return arrival('script', { src: address });
}

function style(address) {
  return arrival('link', { rel: 'stylesheet', href: address });
}

function arrival(tag, attributes) {
  return new Promise((resolve, reject) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.addEventListener('load', resolve);
    node.addEventListener('error', () => reject(new Error(`cannot load ${Object.values(attributes).join(' ')}`)));
    document.head.append(node);
  });
}
