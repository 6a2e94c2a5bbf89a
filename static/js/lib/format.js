/** Numbers, shares, durations and days as people read them; no DOM. */

const MINUS = '−';

/** A whole number with thousands separators and a real minus sign; a dash for nothing. */
export function whole(value) {
  if (value === null || value === undefined) return '—';
  return Math.round(value).toLocaleString('en-US').replace('-', MINUS);
}

/** A whole number with its sign, for changes: +4, −12, 0. */
export function signed(value) {
  return `${value > 0 ? '+' : ''}${whole(value)}`;
}

/** A number with that many decimals. */
export function decimal(value, digits = 1) {
  if (value === null || value === undefined) return '—';
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace('-', MINUS);
}

/** A bound of classes, told so finely that neighbouring ones differ: 0.45, 2.3, 140. */
export function bound(value) {
  return value < 10 ? decimal(value, value < 1 ? 2 : 1) : whole(value);
}

/** A share 0..1 as a percentage without its sign. */
export function percent(share, digits = 1) {
  return share === null || share === undefined ? '—' : decimal(share * 100, digits);
}

/** Late hours in days and hours: 3天 6小时, 6小时; English 3 d 6 h. */
export function lateness(hours, lang) {
  const days = Math.floor(hours / 24);
  const rest = Math.floor(hours % 24);
  if (lang === 'en') return days > 0 ? `${whole(days)} d ${rest} h` : `${rest} h`;
  return days > 0 ? `${whole(days)} 天 ${rest} 时` : `${rest} 小时`;
}

/** The ISO day that many days after another ISO day. */
export function shiftDay(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one ISO day to another. */
export function daysBetween(first, last) {
  return Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86400000);
}

/** The two ends of a period as short as they can be told on a day: without years while all are that day's. */
export function shortSpan(from, to, today) {
  const inYear = to.slice(0, 4) === today.slice(0, 4);
  return { from: inYear && from.slice(0, 4) === to.slice(0, 4) ? from.slice(5) : from, to: inYear || from.slice(0, 4) === to.slice(0, 4) ? to.slice(5) : to };
}

/** The time of day of a moment, with its day where that is not the one of now; both as ISO texts of the same zone. */
export function shortMoment(moment, now) {
  const time = moment.slice(11, 16);
  return moment.slice(0, 10) === now.slice(0, 10) ? time : `${moment.slice(5, 10)} ${time}`;
}

/** The weekday of an ISO day. */
export function weekday(day, lang) {
  const zh = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
  const en = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
  return (lang === 'en' ? en : zh)[new Date(`${day}T00:00:00Z`).getUTCDay()];
}
