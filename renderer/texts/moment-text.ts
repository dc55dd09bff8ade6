/**
 * Owns how a campaign's first or last moment reads: the engine gives an instant, or a wall-clock time of the store. At
 * midnight a day is meant: the first one, or the last one before it ended.
 */
import type { Formats } from "../formatting/formats.ts";

/** null for a text that is no moment. */
export const readMoment = (text: string | null, which: "start" | "end", formats: Formats): string | null => {
  const isInstant = /(Z|[+-]\d\d:\d\d)$/.test(text ?? "");
  const atMs = Date.parse(isInstant ? (text ?? "") : `${text ?? ""}Z`);
  if (Number.isNaN(atMs)) {
    return null;
  }
  const shown = isInstant ? formats : formats.wall;
  if (shown.clock(atMs) !== formats.timeOfDay(0)) {
    return shown.dateTime(atMs);
  }
  return shown.date(which === "start" ? atMs : atMs - 1);
};
