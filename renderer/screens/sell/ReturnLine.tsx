/** Owns one returned line of the basket: how many come back, from which receipt, and what they take off. */
import { IconArrowBackUp } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { BasketReturnView } from "../../../contracts/ipc/basket.ts";
import { takeReturnOut } from "../../commands/exchange-actions.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { selectLineById } from "../../stores/till-store.ts";

interface ReturnLineProps {
  readonly returned: BasketReturnView;
  readonly selected: boolean;
  readonly position: number;
}

export const ReturnLine = memo(({ returned, selected, position }: ReturnLineProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div
      className={`basket-line is-returned ${selected ? "is-selected" : ""}`}
      role="option"
      aria-selected={selected}
      aria-posinset={position}
      data-testid="return-line"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => selectLineById(returned.id)}
    >
      <span className="basket-quantity">−{formats.quantity(returned.quantityMilli)}</span>
      <div className="basket-what">
        <b>{returned.name}</b>
        <div className="tw-soft">{t("sell.returnedFrom", { receiptNumber: returned.receiptNumber })}</div>
        <div className="basket-chips">
          <span className="tw-chip tw-chip-near">
            <IconArrowBackUp size={15} aria-hidden /> {t("sell.returned")}: {returned.reason}
          </span>
          {returned.changed ? <span className="tw-chip tw-chip-bad">{t("sell.returnChanged")}</span> : null}
        </div>
      </div>
      <div className="return-end">
        <b className="tw-number">{formats.amount(-returned.totalMinor)}</b>
        {/* For fingers: an option of a list holds no button, and the keyboard has Delete. */}
        <span
          className="tw-key"
          title={t("sell.takeOut", { name: returned.name })}
          onClick={() => takeReturnOut(returned.id)}
        >
          ×
        </span>
      </div>
    </div>
  );
});
