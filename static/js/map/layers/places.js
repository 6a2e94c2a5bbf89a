/** Place names: landmarks from afar, estates and schools only from close by, or they cover the streets. */
import { label } from '../symbols.js';

const CLOSE_BY = new Set(['estate', 'school']);
const quiet = (kit) => ({ size: 13, fill: kit.theme.muted });

export default {
  name: 'places',
  labels: (kit) => [
    { ...label('places', kit, quiet(kit)), filter: (z, f) => !CLOSE_BY.has(f.props.kind) },
    { ...label('places', kit, { ...quiet(kit), minzoom: 16 }), filter: (z, f) => CLOSE_BY.has(f.props.kind) },
  ],
};
