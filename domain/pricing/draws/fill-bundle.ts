/**
 * Owns filling a bundle: of all fillings the one with the dearest units, of equal ones the first in canonical order.
 * Fillings are a transversal matroid, so taking the dearest unit that still fits is exact; "still fits" is decided by
 * moving units that are already in to other items of the bundle.
 */
import type { BundleForm } from "../offers/offer.ts";
import type { Count, Counts } from "./draw-units.ts";
import type { UnitClass } from "./unit-pool.ts";

/** How many units of each class fill the bundle, in the order of drawing; null when it cannot be filled. */
export const fillBundle = (
  items: BundleForm["items"],
  counts: Counts,
  classes: readonly UnitClass[],
): readonly Count[] | null => {
  const slots: Slot[] = items.flatMap(({ quantity, lines }) =>
    Array.from({ length: quantity }, () => ({ lines, at: null })),
  );
  const taken: Count[] = [];
  let empty = slots.length;
  for (const [at, free] of counts) {
    let count = 0;
    while (count < free && empty > 0 && placeUnit(at, { slots, classes, tried: new Set() })) {
      count += 1;
      empty -= 1;
    }
    if (count > 0) {
      taken.push({ at, count });
    }
    if (empty === 0) {
      return taken;
    }
  }
  return null;
};

interface Slot {
  readonly lines: ReadonlySet<number>;
  at: number | null;
}

interface Placing {
  readonly slots: readonly Slot[];
  readonly classes: readonly UnitClass[];
  readonly tried: Set<Slot>;
}

/** Puts one unit of a class into a slot, moving others along when that makes room. */
const placeUnit = (at: number, placing: Placing): boolean => {
  const line = placing.classes[at]?.line ?? -1;
  for (const slot of placing.slots) {
    if (!slot.lines.has(line) || placing.tried.has(slot)) {
      continue;
    }
    placing.tried.add(slot);
    if (slot.at === null || placeUnit(slot.at, placing)) {
      slot.at = at;
      return true;
    }
  }
  return false;
};
