/** Lengths and areas as people read them; no DOM. */
import { decimal, whole } from '../../lib/format.js';

/** Metres below a kilometre with a decimal, kilometres above with three: 812.4 m, 3.412 km. */
export function lengthWords(metres) {
  if (metres < 1000) return `${decimal(metres, 1)} m`;
  return `${decimal(metres / 1000, metres < 100_000 ? 3 : 1)} km`;
}

/** Square metres, with hectares from one on and square kilometres from one on: 450 m², 12,300 m²（1.23 公顷）, 2.41 km². */
export function areaWords(squareMetres, lang) {
  if (squareMetres >= 1e6) return `${decimal(squareMetres / 1e6, 3)} km²`;
  const plain = `${squareMetres < 100 ? decimal(squareMetres, 1) : whole(squareMetres)} m²`;
  if (squareMetres < 10_000) return plain;
  const hectares = decimal(squareMetres / 10_000, 2);
  return lang === 'en' ? `${plain} (${hectares} ha)` : `${plain}（${hectares} 公顷）`;
}
