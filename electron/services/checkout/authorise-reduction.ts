/**
 * Owns asking for the right to take prices down. Not the discount that was typed is asked about but what the basket
 * comes to: an amount of money grows in percent when goods are taken out again, and two small discounts make a large
 * one. A change that takes nothing further down asks for nothing.
 */
import { liveLines, type Basket, type BasketLine } from "../../../domain/basket/basket.ts";
import {
  basketReductionBp,
  deepestReductionBp,
  lineReductionBp,
  reducedUnitMinor,
} from "../../../domain/basket/reduction.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import type { Permission } from "../../../domain/staff/permission.ts";
import type { Actor } from "../deps.ts";

export const authoriseReduction = (actor: Actor, before: Basket, after: Basket): Result<null, Refusal> => {
  const old = new Map(before.lines.map((line) => [line.id, line]));
  for (const line of liveLines(after)) {
    const was = old.get(line.id);
    const refused = was && lineRefusal(actor, { basket: before, line: was }, { basket: after, line });
    if (refused) {
      return refused;
    }
  }
  return basketReductionBp(after) > basketReductionBp(before)
    ? check(actor, "basket:discount", deepestReductionBp(after))
    : ok(null);
};

interface LineOf {
  readonly basket: Basket;
  readonly line: BasketLine;
}

const lineRefusal = (
  actor: Actor,
  was: LineOf,
  is: LineOf,
): (Result<null, Refusal> & { ok: false }) | null => {
  const ownBp = lineReductionBp(is.line);
  if (ownBp > lineReductionBp(was.line)) {
    const measureBp = Math.min(10_000, ownBp + basketReductionBp(is.basket));
    const allowed = check(actor, "line:discount", measureBp);
    if (!allowed.ok) {
      return allowed;
    }
  }
  const unitMinor = reducedUnitMinor(is.basket, is.line);
  if (unitMinor < is.line.product.minUnitPriceMinor && unitMinor < reducedUnitMinor(was.basket, was.line)) {
    const allowed = check(actor, "price:belowFloor", null);
    return allowed.ok ? null : allowed;
  }
  return null;
};

const check = (actor: Actor, permission: Permission, measure: number | null): Result<null, Refusal> => {
  const allowed = authorise(actor, permission, measure);
  return allowed.ok ? ok(null) : allowed;
};
