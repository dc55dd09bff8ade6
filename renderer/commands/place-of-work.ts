/**
 * Owns where a person who comes to the till starts: without a shift nothing can be paid, so that comes first; a basket
 * with part payments belongs on the pay screen, also after a restart.
 */
import type { Screen } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";

export const placeOfWork = (): Screen => {
  const { basket, shifts } = useTill.getState();
  if (shifts !== null && shifts.current === null) {
    return { name: "openShift" };
  }
  return { name: basket !== null && basket.tenders.length > 0 ? "pay" : "sell" };
};
