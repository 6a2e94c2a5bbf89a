/** Place names: waters, hills and stations from afar, villages nearer, estates and schools from close by. */
import { label } from '../symbols.js';

const NEARER = { village: 14, park: 14, hospital: 14, estate: 16, school: 16 };

const named = (kit, kinds, minzoom) => ({
  ...label('places', kit, { size: 13, fill: kit.theme.muted, minzoom }), filter: (z, f) => kinds(f.props.kind),
});

export default {
  name: 'places',
  labels: (kit) => [
    named(kit, (kind) => !(kind in NEARER)),
    ...Object.entries(NEARER).map(([name, minzoom]) => named(kit, (kind) => kind === name, minzoom)),
  ],
};
