/**
 * Owns the audit log as a file for a spreadsheet: one row per change, in words. A cell that a spreadsheet would run as
 * a formula is made text. The byte order mark makes Excel read it as UTF-8.
 */

const BYTE_ORDER_MARK = "\u{feff}";

export const toCsv = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");

const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};
