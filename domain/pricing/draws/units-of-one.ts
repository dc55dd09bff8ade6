/** Owns how many units one application of a unit offer takes, and of which lines. Knows no prices. */
import type { DrawForm } from "../offers/offer.ts";

export interface SideWish {
  readonly units: number;
  readonly on: readonly number[];
}

/** Of each side by itself, then of all together over `lines`, the lines of the offer. */
export const unitsOfOne = (form: DrawForm, lines: readonly number[]): readonly SideWish[] => {
  if (form.type === "group") {
    return [{ units: form.size, on: lines }];
  }
  const sides = (form.type === "sides" ? [form.buy, form.get] : form.items).map((side) => ({
    units: side.quantity,
    on: [...side.lines],
  }));
  return [...sides, { units: sides.reduce((sum, { units }) => sum + units, 0), on: lines }];
};
