/** Owns one returned item without a receipt: how many, and at what price it is taken back. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Success } from "../../../contracts/ipc.ts";
import type { ProductView } from "../../../contracts/ipc/catalogue.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";

export type LowestPrice = Success<"refund.lowestPrice">;

export interface ReturnedItem {
  readonly product: ProductView;
  readonly quantityMilli: number;
  /** null until a price can be read. */
  readonly unitPriceMinor: number | null;
  /** Nothing above it is given back. */
  readonly lowest: LowestPrice;
}

interface ReturnedItemRowProps {
  readonly item: ReturnedItem;
  readonly onChange: (item: ReturnedItem) => void;
}

export const ReturnedItemRow = ({ item, onChange }: ReturnedItemRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { product, quantityMilli } = item;
  const [price, setPrice] = useState(
    item.unitPriceMinor === null ? "" : formats.plainAmount(item.unitPriceMinor),
  );
  const parsed = formats.parseAmount(price);
  const { days, unitPriceMinor: lowestMinor } = item.lowest;
  const lowestText =
    lowestMinor === null
      ? t("refund.noLowest", { days })
      : t("refund.lowest", { days, price: formats.amount(lowestMinor) });
  const step = product.unit === "weight" ? 100 : 1000;
  const typePrice = (text: string): void => {
    setPrice(text);
    const typed = formats.parseAmount(text);
    onChange({ ...item, unitPriceMinor: typed.ok ? typed.value : null });
  };
  return (
    <li className="refund-line" data-testid="returned-item">
      <div>
        <b>{product.name}</b>
        <div className="tw-soft">
          {product.barcode ?? product.sku} · {lowestText}
        </div>
      </div>
      <input
        className="tw-field return-price"
        inputMode="decimal"
        aria-label={t("refund.price", { name: product.name })}
        aria-invalid={!parsed.ok}
        value={price}
        onChange={(event) => typePrice(event.currentTarget.value)}
      />
      <div className="refund-stepper">
        <Key
          label="−"
          ariaLabel={t("refund.less", { name: product.name })}
          onPress={() => onChange({ ...item, quantityMilli: quantityMilli - step })}
        />
        <b>{formats.quantity(quantityMilli)}</b>
        <Key
          label="+"
          ariaLabel={t("refund.more", { name: product.name })}
          onPress={() => onChange({ ...item, quantityMilli: quantityMilli + step })}
        />
      </div>
    </li>
  );
};
