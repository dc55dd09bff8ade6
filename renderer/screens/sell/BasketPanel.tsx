/** Owns the basket on screen: its lines (only those in view are in the page) and its totals, always in one place. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { BasketView } from "../../../contracts/ipc/basket.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { openDialog } from "../../stores/screen-store.ts";
import { rowIds, useTill } from "../../stores/till-store.ts";
import { BasketLine } from "./BasketLine.tsx";
import { ReturnLine } from "./ReturnLine.tsx";

const ESTIMATED_LINE_PX = 62;

const EmptyBasket = () => {
  const { t } = useTranslation();
  return (
    <div className="tw-empty" data-testid="empty-basket">
      <b>{t("sell.emptyTitle")}</b>
      <span>{t("sell.emptyHint")}</span>
    </div>
  );
};

const Lines = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const selectedLineId = useTill((state) => state.selectedLineId);
  const { lines, returns, revision } = basket;
  const rows = useVirtualizer({
    count: lines.length + returns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_LINE_PX,
    getItemKey: (index) => lines[index]?.id ?? returns[index - lines.length]?.id ?? index,
    overscan: 6,
  });
  const selectedIndex = rowIds(basket).indexOf(selectedLineId ?? "");
  useEffect(() => {
    if (selectedIndex >= 0) {
      rows.scrollToIndex(selectedIndex, { align: "auto" });
    }
    // The virtualizer is the same object with every render; what matters is the line and the basket's change.
  }, [selectedIndex, revision, rows]);
  return (
    <div className="basket-lines scroll" ref={scroller} tabIndex={0}>
      <div
        className="basket-canvas"
        role="listbox"
        aria-label={t("sell.lines")}
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map((row) => {
          const line = lines[row.index];
          const returned = returns[row.index - lines.length];
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className="basket-row"
              role="presentation"
              style={{ transform: `translateY(${String(row.start)}px)` }}
            >
              {line === undefined ? null : (
                <BasketLine line={line} selected={line.id === selectedLineId} position={row.index + 1} />
              )}
              {returned === undefined ? null : (
                <ReturnLine
                  returned={returned}
                  selected={returned.id === selectedLineId}
                  position={row.index + 1}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
};

const Totals = ({ basket }: { readonly basket: BasketView | null }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const isInclusive = useTill((state) => state.store?.pricesIncludeTax ?? true);
  const tax = formats.amount(basket?.taxMinor ?? 0);
  const saved = basket?.savedMinor ?? 0;
  const returnsMinor = basket?.returnsMinor ?? 0;
  const paysOut = basket !== null && basket.totalMinor < 0;
  return (
    <div className="basket-totals">
      <div>
        <div className="tw-soft">
          {t("sell.items", { count: basket?.itemCount ?? 0 })} ·{" "}
          {isInclusive ? t("sell.taxIncluded", { tax }) : t("sell.taxAdded", { tax })}
        </div>
        <div className="basket-saved">
          {saved > 0 ? t("sell.saved", { amount: formats.amount(saved) }) : " "}
          {returnsMinor > 0 ? (
            <span className={saved > 0 ? "basket-returned is-second" : "basket-returned"}>
              {t("sell.returnsTotal", { amount: formats.amount(-returnsMinor) })}
            </span>
          ) : null}
        </div>
        <div className="tw-soft basket-manual">
          {basket?.manualDiscount === undefined || basket.manualDiscount === null
            ? " "
            : t("sell.basketDiscount", {
                label: basket.manualDiscount.label,
                amount: formats.amount(basket.manualDiscount.amountMinor),
              })}
        </div>
      </div>
      <div className="basket-sum">
        <div className="tw-soft">{paysOut ? t("sell.toPayOut") : t("sell.total")}</div>
        <div className="basket-total" data-testid="total">
          {formats.money(basket?.totalMinor ?? 0)}
        </div>
      </div>
    </div>
  );
};

const ExemptionBanner = ({ basket }: { readonly basket: BasketView | null }) => {
  const { t } = useTranslation();
  const exemption = basket?.taxExemption ?? null;
  if (exemption === null) {
    return null;
  }
  const number = exemption.certificate === null ? "" : ` · ${exemption.certificate}`;
  return (
    <button
      type="button"
      className="basket-exempt"
      data-testid="tax-exempt"
      onClick={() => openDialog({ kind: "taxExempt" })}
    >
      {t("taxExempt.banner", { reason: exemption.reason })}
      {number}
    </button>
  );
};

export const BasketPanel = () => {
  const { t } = useTranslation();
  const basket = useTill((state) => state.basket);
  return (
    <section className="basket tw-card" aria-label={t("sell.basket")}>
      {basket === null || rowIds(basket).length === 0 ? <EmptyBasket /> : <Lines basket={basket} />}
      <ExemptionBanner basket={basket} />
      <Totals basket={basket} />
    </section>
  );
};
