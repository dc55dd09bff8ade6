import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersAfterRestore } from "../../../../domain/backup/numbers-after-restore.ts";

const DAY_MS = 86_400_000;
const backup = { receipt: 120, zReport: 3, epoch: 1 };

test("right above the replaced database where it can be read", () => {
  const replaced = { receipt: 128, zReport: 4, epoch: 2 };
  expect(numbersAfterRestore({ backup, replaced, earlier: null, ageMs: DAY_MS })).toEqual({
    receipt: 128,
    zReport: 4,
    epoch: 3,
  });
});

test("after a jump where it cannot, which grows with the backup's age and with every restore", () => {
  const unknown = { backup, replaced: null, earlier: null };
  const first = numbersAfterRestore({ ...unknown, ageMs: DAY_MS });
  expect(first).toEqual({ receipt: 100_000, zReport: 1000, epoch: 11 });
  expect(numbersAfterRestore({ ...unknown, ageMs: 30 * DAY_MS }).receipt).toBe(400_000);
  expect(numbersAfterRestore({ ...unknown, ageMs: -DAY_MS }).receipt).toBe(100_000);
  expect(numbersAfterRestore({ ...unknown, earlier: first, ageMs: DAY_MS })).toEqual({
    receipt: 200_000,
    zReport: 2000,
    epoch: 21,
  });
});

test("never at or below anything that was given", () => {
  const numbers = fc.record({
    receipt: fc.integer({ min: 0, max: 999_999 }),
    zReport: fc.integer({ min: 0, max: 9999 }),
    epoch: fc.integer({ min: 1, max: 900 }),
  });
  const known = fc.record({
    backup: numbers,
    replaced: fc.option(numbers),
    earlier: fc.option(numbers),
    ageMs: fc.integer(),
  });
  fc.assert(
    fc.property(known, (given) => {
      const next = numbersAfterRestore(given);
      for (const past of [given.backup, given.replaced, given.earlier]) {
        expect(next.receipt).toBeGreaterThanOrEqual(past?.receipt ?? 0);
        expect(next.zReport).toBeGreaterThanOrEqual(past?.zReport ?? 0);
        expect(next.epoch).toBeGreaterThan(past?.epoch ?? 0);
      }
    }),
  );
});
