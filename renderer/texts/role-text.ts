/** Owns the names of the roles that the program knows; any other has the name that the shop gave it. */
import type { Translate } from "./i18n.ts";

const KNOWN = ["cashier", "supervisor", "manager"] as const;

export const roleText = (code: string, t: Translate, name: string | null = null): string => {
  if (name !== null) {
    return name;
  }
  const known = KNOWN.find((role) => role === code);
  return known === undefined ? code : t(`role.${known}`);
};
