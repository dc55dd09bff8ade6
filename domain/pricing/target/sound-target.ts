/** Owns which targets make no sense, whatever is in the basket: a price band that begins above its end. */
import type { Match, Target } from "../../campaigns/target.ts";

export const isSoundTarget = (target: Target | null): boolean =>
  target === null || [...target.include, ...target.exclude].every(isSoundMatch);

const isSoundMatch = (match: Match): boolean =>
  match.field !== "price" ||
  match.fromMinor === null ||
  match.toMinor === null ||
  match.fromMinor <= match.toMinor;
