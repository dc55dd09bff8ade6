/**
 * Owns Enter in the search box: the exact code wins; failing that, a single found item is taken, and among several
 * the person chooses. A name that finds nothing is said where it was typed, without a sound or a dialog.
 */
import type { ProductView } from "../../contracts/ipc/catalogue.ts";
import { KEYBOARD } from "../scanning/scan-source.ts";
import { clearEntry, say, setEntry, useScreen } from "../stores/screen-store.ts";
import { translate } from "../texts/i18n.ts";
import { chooseProduct } from "./basket-actions.ts";
import { handleScan, isKnownCode } from "./handle-scan.ts";
import { sayError } from "./say-error.ts";
import { inTurn } from "./till-worker.ts";

/** Enter was pressed on it, and it is not known yet what it is. */
let beingLookedUp: string | null = null;

/** What stands in the search box as far as it can be an amount: a code that Enter was pressed on is none. */
export const typedAmount = (): string => {
  const { entry } = useScreen.getState();
  return entry.trim() === beingLookedUp ? "" : entry;
};

export const enterCode = (text: string, found: readonly ProductView[]): void => {
  const { nextQuantityMilli } = useScreen.getState();
  beingLookedUp = text;
  inTurn(async () => {
    const only = found.length === 1 ? found[0] : undefined;
    if (found.length > 0 && !(await isKnownCode(text))) {
      if (only === undefined) {
        say(translate("search.choose"));
      } else {
        chooseProduct(only);
      }
      beingLookedUp = null;
      return;
    }
    clearEntry();
    beingLookedUp = null;
    const outcome = await handleScan({
      kind: "scan",
      code: text,
      quantityMilli: nextQuantityMilli,
      source: KEYBOARD,
      scanId: null,
    });
    if (outcome === "retry") {
      // Unlike a scan, typed text can be kept where the person sees it.
      setEntry(text);
      sayError({ type: "TillAway", sent: false });
    }
  });
};
