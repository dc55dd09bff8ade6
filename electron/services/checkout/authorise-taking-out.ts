/**
 * Owns asking for the right to take goods off the basket, as a whole line or in number: it is the same thing. Once there
 * was a payment it is a void after payment, line by line.
 */
import { ok, type Result } from "../../../domain/result.ts";
import { authorise, type Refusal } from "../../../domain/staff/authorise.ts";
import type { Actor, SessionDep } from "../deps.ts";

export const authoriseTakingOut = (deps: SessionDep, actor: Actor): Result<unknown, Refusal> => {
  const taken = authorise(actor, "line:void");
  const paid = deps.basketSession.current()?.hadPayment === true;
  return taken.ok && paid ? authorise(actor, "sale:voidPaid") : taken;
};

/** Nothing is asked for as many or more. */
export const authoriseQuantity = (
  deps: SessionDep,
  actor: Actor,
  wanted: { readonly lineId: string; readonly quantityMilli: number },
): Result<unknown, Refusal> => {
  const line = deps.basketSession.current()?.lines.find(({ id }) => id === wanted.lineId);
  return line && wanted.quantityMilli < line.quantityMilli ? authoriseTakingOut(deps, actor) : ok(null);
};
