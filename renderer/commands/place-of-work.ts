/**
 * Owns where a person who comes to the till starts: without a shift nothing can be paid, so that comes first; a basket
 * with part payments belongs on the pay screen, also after a restart.
 */
import { goTo, useScreen, type Screen } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";

export const placeOfWork = (): Screen => {
  const { basket, shifts } = useTill.getState();
  if (shifts !== null && shifts.current === null) {
    return { name: "openShift" };
  }
  return { name: basket !== null && basket.tenders.length > 0 ? "pay" : "sell" };
};

/** From the sell screen, where everybody comes in, to where the work is. Who is in the right place keeps what is open there. */
export const goToWork = (): void => {
  const place = placeOfWork();
  if (useScreen.getState().screen.name === "sell" && place.name !== "sell") {
    goTo(place);
  }
};
