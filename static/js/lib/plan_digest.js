/** A digest as people read and retype it. */

/** In groups of eight. */
export function digestGroups(digest) {
  return digest.match(/.{1,8}/g) ?? [];
}

/** Whether the last six characters were retyped. */
export function endMatches(digest, typed) {
  return digest.length === 64 && typed.trim().toLowerCase() === digest.slice(-6);
}

/** A table of differences as CSV text with a byte order mark; cells that a table would calculate are made text. */
export function differenceCsv(heads, rows) {
  const cell = (value) => {
    const text = String(value ?? '');
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
