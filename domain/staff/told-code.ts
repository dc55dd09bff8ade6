/**
 * Owns how an unknown code is told back. What could be somebody's PIN, typed where goods are searched, or their badge
 * is not repeated on a screen that a customer sees: only how long it was.
 */
import { readBadge } from "./badge.ts";

export const toldCode = (code: string): string =>
  /^\d{4,8}$/.test(code) || readBadge(code) !== null ? "•".repeat(code.length) : code;
