/** Lots are used in the order in which they expire, those that never do last; nothing is taken that is not there. */
import { describe, expect, it } from "vitest";
import { expiringSoon, takeOldestFirst } from "../../../../domain/loyalty/point-lots.ts";

const LOTS = [
  { id: 1, left: 10, expiresAtMs: null },
  { id: 2, left: 5, expiresAtMs: 200 },
  { id: 3, left: 7, expiresAtMs: 100 },
  { id: 4, left: 4, expiresAtMs: 200 },
  { id: 5, left: 0, expiresAtMs: 50 },
];

describe("points are taken", () => {
  it("from what expires first, then from what came first, and from what never expires last", () => {
    expect(takeOldestFirst(LOTS, 18)).toEqual([
      { id: 3, points: 7 },
      { id: 2, points: 5 },
      { id: 4, points: 4 },
      { id: 1, points: 2 },
    ]);
  });

  it("only as far as there are any", () => {
    expect(takeOldestFirst(LOTS, 1000).reduce((sum, { points }) => sum + points, 0)).toBe(26);
    expect(takeOldestFirst(LOTS, 0)).toEqual([]);
    expect(takeOldestFirst([], 5)).toEqual([]);
  });
});

describe("what expires soon", () => {
  it("is the sum of the lots within the span, with the first day of them", () => {
    expect(expiringSoon(LOTS, 150)).toEqual({ points: 7, atMs: 100 });
    expect(expiringSoon(LOTS, 200)).toEqual({ points: 16, atMs: 100 });
  });

  it("is nothing before the first of them, and nothing of empty lots", () => {
    expect(expiringSoon(LOTS, 99)).toBeNull();
  });
});
