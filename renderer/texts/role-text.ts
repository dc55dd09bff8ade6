/** Owns the names of the roles that the program knows; any other is shown by its code. */
import type { Translate } from "./i18n.ts";

const KNOWN = ["cashier", "supervisor", "manager"] as const;

export const roleText = (code: string, t: Translate): string => {
  const known = KNOWN.find((role) => role === code);
  return known === undefined ? code : t(`role.${known}`);
};
