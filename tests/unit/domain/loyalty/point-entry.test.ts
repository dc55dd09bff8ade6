/** What a movement counts for: the tier, and what somebody was ever given. */
import { expect, it } from "vitest";
import {
  lifetimePointsOf,
  tierPointsOf,
  type PointEntryType,
} from "../../../../domain/loyalty/point-entry.ts";

const CASES: readonly (readonly [PointEntryType, number, number, number])[] = [
  ["EARNED", 30, 30, 30],
  ["REFUND", -30, -30, -30],
  ["REFUND", 50, 0, 0],
  ["REDEEMED", -50, 0, 0],
  ["EXPIRED", -50, 0, 0],
  ["WELCOME", 100, 0, 100],
  ["BIRTHDAY", 50, 0, 50],
  ["BONUS", 20, 0, 20],
  ["ADJUSTED", -20, 0, -20],
];

it.each(CASES)("%s of %i counts %i for the tier and %i as given", (...[type, points, ...counted]) => {
  expect([tierPointsOf(type, points), lifetimePointsOf(type, points)]).toEqual(counted);
});
