/** What a feature of a layer is called and how its values read; no DOM. data is what the page embeds as map-data. */

const MOMENT_UNIT = 's since 1970-01-01T00:00Z';
const HIDDEN = new Set(['uuid', 'name_en']);

/** The name of a feature: its own, else what its kind is called, else the layer's title. */
export function featureName(layer, properties, { setup, data, lang }) {
  const english = lang === 'en';
  const own = (english && properties.name_en) || properties.name;
  if (own) return own;
  const described = setup.layers[layer];
  const title = english ? described.title_en : described.title;
  for (const field of ['kind', 'category', 'use', 'grid_type']) {
    if (properties[field] === undefined || properties[field] === null) continue;
    const word = valueWord(layer, field, properties[field], { data, lang });
    return english ? `${title}: ${word}` : `${title}：${word}`;
  }
  return title;
}

/** A coded value in words; categories by their names, other values as they are. */
export function valueWord(layer, field, value, { data, lang }) {
  const index = lang === 'en' ? 1 : 0;
  const pair = data.words[layer]?.[field]?.[String(value)];
  if (pair) return pair[index];
  const category = field === 'category' && data.categories.find((one) => one.code === value);
  if (category) return lang === 'en' ? category.name_en : category.name;
  return String(value);
}

/** The lines of a detail: [[title, text]], in the order of the layer's fields; empty values are left out. */
export function detailLines(layer, properties, { setup, data, lang, t }) {
  const english = lang === 'en';
  return setup.layers[layer].fields
    .filter(({ name }) => !HIDDEN.has(name) && properties[name] !== undefined && properties[name] !== null && properties[name] !== '')
    .map(({ name, title, title_en: titleEn, unit }) => {
      const text = unit === MOMENT_UNIT ? momentText(properties[name]) : valueText(layer, name, properties[name], { data, lang, t });
      return [english ? titleEn : title, unit && unit !== MOMENT_UNIT ? `${text} ${unitWord(unit, english)}` : text];
    });
}

function valueText(layer, name, value, { data, lang, t }) {
  const word = valueWord(layer, name, value, { data, lang });
  if (typeof value === 'boolean' && word === String(value)) return t(value ? 'yes' : 'no');
  return word;
}

const UNITS = { people: '人' };

function unitWord(unit, english) {
  return english ? unit : UNITS[unit] ?? unit;
}

/** A moment (ISO text or epoch seconds) in the product's time zone to the minute. */
export function momentText(value) {
  const date = typeof value === 'number' ? new Date(value * 1000) : new Date(value);
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  return parts.format(date);
}
