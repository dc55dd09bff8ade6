/**
 * Owns giving money back for goods whose receipt is gone: scan or find the goods, set quantity and price, say why.
 * Scans come here while this screen is open. Only for those permitted; main checks again.
 */
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProductView } from "../../../contracts/ipc/catalogue.ts";
import type { Payload } from "../../../contracts/ipc.ts";
import { showScanProblem, takeScans } from "../../commands/handle-scan.ts";
import { showDone } from "../../commands/payment-actions.ts";
import { sayError } from "../../commands/say-error.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { playSound } from "../../scanning/sounds.ts";
import { say } from "../../stores/screen-store.ts";
import type { Translate } from "../../texts/i18n.ts";
import type { PayoutWay } from "../../../domain/refund/refund-payout.ts";
import { call } from "../../transport/link.ts";
import { RefundBar } from "./RefundBar.tsx";
import { RefundFoot } from "./RefundFoot.tsx";
import { ReturnedItemRow, type LowestPrice, type ReturnedItem } from "./ReturnedItemRow.tsx";
import { ReturnSearch } from "./ReturnSearch.tsx";

const addItem = (
  items: readonly ReturnedItem[],
  product: ProductView,
  lowest: LowestPrice,
): readonly ReturnedItem[] => {
  const known = items.find((item) => item.product.id === product.id);
  if (known === undefined || product.unit === "weight") {
    const start = { product, quantityMilli: 1000, unitPriceMinor: lowest.unitPriceMinor, lowest };
    return known === undefined ? [...items, start] : items;
  }
  return items.map((item) => (item === known ? { ...item, quantityMilli: item.quantityMilli + 1000 } : item));
};

/** An estimate for the eye only; main decides the amount, with its own rounding. */
const estimate = (items: readonly ReturnedItem[]): number =>
  items.reduce((sum, item) => sum + Math.round(((item.unitPriceMinor ?? 0) * item.quantityMilli) / 1000), 0);

type RefundLines = Payload<"refund.withoutReceipt">["lines"];

/** The lines to give back, or the sentence that says what is missing. */
const readLines = (items: readonly ReturnedItem[], reason: string, t: Translate): RefundLines | string => {
  if (items.length === 0 || reason.trim() === "") {
    return t(items.length === 0 ? "error.NothingSelected" : "error.ReasonMissing");
  }
  const unpriced = items.find((item) => item.unitPriceMinor === null);
  return unpriced === undefined
    ? items.map(({ product, quantityMilli, unitPriceMinor }) => ({
        productId: product.id,
        quantityMilli,
        unitPriceMinor: unitPriceMinor ?? 0,
      }))
    : t("refund.priceMissing", { name: unpriced.product.name });
};

const useReturnedItems = () => {
  const [items, setItems] = useState<readonly ReturnedItem[]>([]);
  const add = useCallback((product: ProductView): void => {
    void call("refund.lowestPrice", { productId: product.id }).then((result) => {
      if (result.ok) {
        setItems((before) => addItem(before, product, result.value));
      } else {
        sayError(result.error);
      }
    });
  }, []);
  const change = useCallback(
    (changed: ReturnedItem) =>
      setItems((before) =>
        before
          .map((item) => (item.product.id === changed.product.id ? changed : item))
          .filter((item) => item.quantityMilli > 0),
      ),
    [],
  );
  useLayoutEffect(
    () =>
      takeScans(async (code, source) => {
        const result = await call("catalogue.priceCheck", { code });
        if (result.ok) {
          playSound("ok");
          add(result.value.product);
        } else {
          showScanProblem(code, source, result.error);
        }
      }),
    [add],
  );
  return { items, add, change };
};

const usePayOut = (items: readonly ReturnedItem[], reason: string) => {
  const { t } = useTranslation();
  // Money leaves the drawer once, however often the key is pressed.
  const asking = useRef(false);
  const payOut = useCallback(
    (way: PayoutWay): void => {
      const lines = readLines(items, reason, t);
      if (typeof lines === "string") {
        say(lines, "bad");
        return;
      }
      if (asking.current) {
        return;
      }
      asking.current = true;
      void call("refund.withoutReceipt", {
        lines,
        tender: way === "SAME" ? "CASH" : way,
        reason: reason.trim(),
      }).then((result) => {
        asking.current = false;
        if (result.ok) {
          showDone(result.value, "refund");
        } else {
          sayError(result.error);
        }
      });
    },
    [items, reason, t],
  );
  return payOut;
};

export const RefundWithoutReceiptScreen = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { items, add, change } = useReturnedItems();
  const [reason, setReason] = useState("");
  const payOut = usePayOut(items, reason);
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("receipts.withoutReceipt")}</h1>
      </div>
      <div className="page-body refund-body">
        <section className="return-items tw-card" aria-label={t("receipts.withoutReceipt")}>
          <ReturnSearch onChoose={add} />
          {items.length === 0 ? (
            <div className="tw-empty">
              <b>{t("refund.scanTitle")}</b>
              <span>{t("refund.scanHint")}</span>
            </div>
          ) : (
            <ul className="refund-lines scroll">
              {items.map((item) => (
                <ReturnedItemRow key={item.product.id} item={item} onChange={change} />
              ))}
            </ul>
          )}
        </section>
        <RefundFoot
          total={items.length === 0 ? null : formats.money(estimate(items))}
          inCash={null}
          points={null}
          problem={null}
          reason={reason}
          onReason={setReason}
        />
      </div>
      <RefundBar ways={null} disabled={false} onPayOut={payOut} />
    </main>
  );
};
