/** Owns one line of the basket: quantity, name, what one costs, what was taken off, what it costs now. */
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { BasketLineView, DiscountView } from "../../../contracts/ipc/basket.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { openDialog } from "../../stores/screen-store.ts";
import { selectLineById } from "../../stores/till-store.ts";

interface BasketLineProps {
  readonly line: BasketLineView;
  readonly selected: boolean;
  readonly position: number;
}

const Discount = ({ discount }: { readonly discount: DiscountView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const label =
    discount.kind === "manual" && discount.label === "" ? t("sell.manualDiscount") : discount.label;
  return (
    <span className="tw-chip tw-chip-save">
      {label} {formats.amount(-discount.amountMinor)}
    </span>
  );
};

const Details = ({ line }: { readonly line: BasketLineView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const unitPrice = formats.amount(line.unitPriceMinor);
  return (
    <div className="tw-soft">
      {line.barcode ?? line.sku} ·{" "}
      {line.unit === "weight" ? t("sell.perKilo", { price: unitPrice }) : unitPrice}
      {line.listUnitPriceMinor === null
        ? null
        : ` · ${t("sell.priceChanged", { price: formats.amount(line.listUnitPriceMinor) })}`}
      {line.onSale ? ` · ${t("sell.alreadyReduced")}` : null}
    </div>
  );
};

const Price = ({ line }: { readonly line: BasketLineView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  if (line.voided) {
    return (
      <div className="tw-number">
        <span className="tw-chip tw-chip-bad">{t("sell.void")}</span>
      </div>
    );
  }
  return (
    <div className="tw-number">
      {line.netMinor < line.grossMinor ? (
        <s className="tw-old" aria-label={t("sell.oldPrice")}>
          {formats.amount(line.grossMinor)}
        </s>
      ) : null}{" "}
      <b>{formats.amount(line.netMinor)}</b>
    </div>
  );
};

/** A tap selects; a tap on the selected line opens what can be done with it. */
const choose = (line: BasketLineView, selected: boolean): void => {
  if (selected && !line.voided) {
    openDialog({ kind: "more" });
  } else {
    selectLineById(line.id);
  }
};

export const BasketLine = memo(({ line, selected, position }: BasketLineProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const quantity = formats.quantity(line.quantityMilli);
  return (
    <div
      className={`basket-line ${selected ? "is-selected" : ""} ${line.voided ? "is-voided" : ""} ${line.depositOfLineId === null ? "" : "is-deposit"}`}
      role="option"
      aria-selected={selected}
      aria-posinset={position}
      data-testid="basket-line"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(line, selected)}
    >
      <span className="basket-quantity">
        {line.unit === "weight" ? t("sell.kilos", { quantity }) : quantity}
      </span>
      <div className="basket-what">
        <b>{line.name}</b>{" "}
        {line.minAge === null ? null : (
          <span className="tw-chip tw-chip-near">{t("age.badge", { age: line.minAge })}</span>
        )}
        <Details line={line} />
        {line.discounts.length === 0 ? null : (
          <div className="basket-chips">
            {line.discounts.map((discount, index) => (
              <Discount key={`${discount.code ?? discount.label}-${String(index)}`} discount={discount} />
            ))}
          </div>
        )}
        {line.note === null ? null : <div className="basket-note">{line.note}</div>}
      </div>
      <Price line={line} />
    </div>
  );
});
