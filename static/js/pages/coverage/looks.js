/** How minutes and changes look: within the circle in one hue, beyond it in another, so that no colour of lateness is used. */
import { BOUNDS } from '../../lib/home_minutes.js';
import { patternTile } from '../../map/grid_type_symbols.js';

const RAMP = {
  light: ['#00574A', '#2A8F7E', '#86C9BB', '#CDA9D6', '#A562B3', '#6A1E7C'],
  dark: ['#8FF5DF', '#3FC2AA', '#21786A', '#6B4A7A', '#A873BF', '#E6ABF7'],
};
const CHANGE = {
  light: { gained: '#00705C', lost: '#7A1E8C', nearer: '#86C9BB', farther: '#CDA9D6' },
  dark: { gained: '#5FE8CC', lost: '#E6ABF7', nearer: '#21786A', farther: '#6B4A7A' },
};
const ACCESS = {
  light: ['#DCE9F7', '#A9C9E8', '#6FA3D4', '#3778B5', '#0F4C86'],
  dark: ['#17344F', '#235479', '#347BA6', '#58A8D2', '#A5DAF5'],
};
const HATCH = 0.6;

// What stays as it is is not drawn.
export const CHANGES = ['gained', 'lost', 'nearer', 'farther'];
export const ACCESS_CLASSES = ACCESS.light.length;

/** Looks by class: '0'… and 'none' for minutes. */
export function minuteLooks(theme, hatch) {
  return { ...numbered(RAMP[theme]), none: hatched('diagonal', hatch) };
}

/** Looks by kind of change; what is lost is hatched too. */
export function changeLooks(theme) {
  const colours = CHANGE[theme];
  return Object.fromEntries(CHANGES.map((key) => [key, key === 'lost' ? { ...hatched('diagonal', colours.lost) } : { colour: colours[key] }]));
}

/** Looks of the classes of access, and of areas where nobody has any. */
export function accessLooks(theme, hatch) {
  return { ...numbered(ACCESS[theme]), none: hatched('diagonal', hatch) };
}

/** What a class of minutes is called. */
export function minuteText(place, t) {
  if (place === 0) return t('upTo', { n: BOUNDS[0] });
  if (place === BOUNDS.length) return t('over', { n: BOUNDS[place - 1] });
  return t('between', { low: BOUNDS[place - 1] + 1, high: BOUNDS[place] });
}

function numbered(colours) {
  return Object.fromEntries(colours.map((colour, place) => [String(place), { colour }]));
}

function hatched(pattern, colour) {
  return { colour, pattern, tile: patternTile(pattern, colour, HATCH) };
}
