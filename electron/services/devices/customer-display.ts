/**
 * Owns what the customer's display shows as a sale goes on. It follows the basket from behind: nothing waits for it, a
 * burst of changes is one picture, and a failure here is a bug report, never a failed sale.
 */
import { customerPicture, type CustomerMoment } from "../../../domain/display/customer-picture.ts";
import { liveLines, type Basket, type BasketLine } from "../../../domain/basket/basket.ts";
import { receiptFormatFor } from "../../../domain/receipt/receipt-format.ts";
import { receiptWordsFor } from "../../../domain/receipt/receipt-words.ts";
import { changeGivenMinor } from "../../../domain/sale/change-given.ts";
import type { PricingDep, ProfileDep, SalesDep, SessionDep } from "../deps.ts";
import type { SerialDevices } from "./serial-devices.ts";
import type { SerialDevicesDep } from "./set-serial-config.ts";
import { dueOf, payableOf } from "../pricing/amount-due.ts";
import type { Timers } from "../printing/print-worker.ts";

export interface CustomerDisplayDeps extends PricingDep, ProfileDep, SalesDep, SessionDep {
  readonly timers: Timers;
  readonly display: Pick<SerialDevices, "display" | "show">;
  readonly onBug: (error: unknown) => void;
}

export interface CustomerDisplay {
  /** Shows what is true now: after the display was set up. */
  readonly refresh: () => void;
  readonly stop: () => void;
}

const GOODBYE_MS = 20_000;

export const createCustomerDisplay = (deps: CustomerDisplayDeps): CustomerDisplay => {
  let seen: Basket | null = null;
  let isScheduled = false;
  let cancelGoodbye = (): void => {};
  const show = (moment: CustomerMoment): void => {
    const { profile } = deps;
    deps.display.show(customerPicture(moment, receiptWordsFor(profile.locale), receiptFormatFor(profile)));
  };
  const welcome = (): void => {
    const { upper, lower } = deps.display.display()?.welcome ?? { upper: "", lower: "" };
    show({ kind: "welcome", upper: upper === "" && lower === "" ? deps.profile.storeName : upper, lower });
  };
  const follow = (): void => {
    const [before, now] = [seen, deps.basketSession.current()];
    seen = now;
    if (deps.display.display() === null) {
      return;
    }
    cancelGoodbye();
    if (now !== null && (liveLines(now).length > 0 || now.returns.length > 0)) {
      show(momentOf(deps, before, now));
      return;
    }
    const sale = before === null ? null : deps.sales.findById(before.id);
    if (sale === null) {
      welcome();
      return;
    }
    show({ kind: "done", totalMinor: sale.totals.payableMinor, changeMinor: changeGivenMinor(sale) });
    const cancel = deps.timers.after(GOODBYE_MS, welcome);
    cancelGoodbye = cancel;
  };
  const schedule = (): void => {
    if (!isScheduled) {
      isScheduled = true;
      setImmediate(() => {
        isScheduled = false;
        try {
          follow();
        } catch (error) {
          deps.onBug(error);
        }
      });
    }
  };
  const stopListening = deps.basketSession.onChange(schedule);
  return {
    refresh: schedule,
    stop: () => {
      stopListening();
      cancelGoodbye();
    },
  };
};

const momentOf = (deps: CustomerDisplayDeps, before: Basket | null, now: Basket): CustomerMoment => {
  const totalMinor = payableOf(deps, now);
  const dueMinor = dueOf(deps, now);
  if (dueMinor !== totalMinor) {
    return { kind: "due", totalMinor, dueMinor };
  }
  const line = newLine(before, now);
  const priced = deps.pricing.price(now).result.lines.find(({ id }) => id === line?.id);
  return line === null || priced === undefined
    ? { kind: "total", totalMinor }
    : {
        kind: "item",
        name: line.product.name,
        quantityMilli: line.quantityMilli,
        amountMinor: priced.netMinor,
        totalMinor,
      };
};

/** The newest line that is new, or of which there is more than before. */
const newLine = (before: Basket | null, now: Basket): BasketLine | null => {
  const known = before?.id === now.id ? before.lines : [];
  const grown = liveLines(now).filter((line) => {
    const old = known.find(({ id }) => id === line.id);
    return old === undefined || line.quantityMilli > old.quantityMilli;
  });
  return grown.find(({ id }) => id === now.lastLineId) ?? grown.at(-1) ?? null;
};

/** Letters that few displays have and a figure. false: there is no display. */
export const testDisplay = ({ serialDevices, profile }: SerialDevicesDep & ProfileDep): boolean => {
  serialDevices.show([
    { text: "ÇĞİÖŞÜ çğıöşü ñ é ß", figure: null },
    { text: receiptWordsFor(profile.locale).total, figure: receiptFormatFor(profile).money(123_450) },
  ]);
  return serialDevices.display() !== null;
};
