/** Owns the note on a line: for the kitchen, the alteration, the engraving. Printed under the line. */
import { changeLine, type Basket, type BasketError } from "../../../domain/basket/basket.ts";
import { err, type Result } from "../../../domain/result.ts";
import type { SessionDep } from "../deps.ts";

export const setLineNote = (
  deps: SessionDep,
  input: { readonly lineId: string; readonly note: string },
): Result<Basket, BasketError> => {
  const basket = deps.basketSession.current();
  if (!basket) {
    return err({ type: "UnknownLine", lineId: input.lineId });
  }
  const note = input.note.trim();
  const changed = changeLine(basket, input.lineId, { note: note === "" ? null : note });
  return changed.ok ? deps.basketSession.store<BasketError>(changed.value) : changed;
};
