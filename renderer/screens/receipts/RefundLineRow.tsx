/** Owns one line of a receipt that may come back: what was sold, what its units pay back, and how many are chosen. */
import { useTranslation } from "react-i18next";
import type { ReceiptLineView } from "../../../contracts/ipc/receipts.ts";
import { Key } from "../../controls/Key.tsx";
import type { Formats } from "../../formatting/formats.ts";
import { useFormats } from "../../formatting/store-formats.ts";

interface RefundLineRowProps {
  readonly line: ReceiptLineView;
  readonly pickedMilli: number;
  readonly pointed: boolean;
  readonly onPick: (lineNumber: number, quantityMilli: number) => void;
}

/** A weighed line comes back whole: nobody weighs a part of it again. */
export const stepOf = (line: ReceiptLineView): number =>
  line.unit === "weight" ? line.refundableMilli : Math.min(1000, line.refundableMilli);

/** "2 × 10.00, 1 × 0.00": only where it says more than the line's total does. */
const unitText = (line: ReceiptLineView, formats: Formats): string | null => {
  const units = line.unitTotals.reduce((sum, run) => sum + run.count, 0);
  return units < 2
    ? null
    : line.unitTotals.map((run) => `${String(run.count)} × ${formats.amount(run.totalMinor)}`).join(", ");
};

export const RefundLineRow = ({ line, pickedMilli, pointed, onPick }: RefundLineRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const step = stepOf(line);
  const runs = unitText(line, formats);
  const set = (quantityMilli: number): void => onPick(line.lineNumber, quantityMilli);
  const classes = `refund-line ${pickedMilli > 0 ? "is-picked" : ""} ${pointed ? "is-pointed" : ""}`;
  return (
    <li className={classes} data-testid="refund-line" aria-current={pointed}>
      <div>
        <b>{line.name}</b>
        <div className="tw-soft">
          {t("refund.sold", {
            quantity: formats.quantity(line.quantityMilli),
            total: formats.amount(line.totalMinor),
          })}
          {line.refundedMilli > 0
            ? ` · ${t("refund.already", { quantity: formats.quantity(line.refundedMilli) })}`
            : null}
          {runs === null ? null : ` · ${t("refund.unitsPay", { runs })}`}
        </div>
      </div>
      {line.refundableMilli === 0 ? (
        <span className="tw-chip tw-chip-quiet">{t("refund.gone")}</span>
      ) : (
        <div className="refund-stepper">
          <Key
            label="−"
            ariaLabel={t("refund.less", { name: line.name })}
            disabled={pickedMilli === 0}
            onPress={() => set(pickedMilli - step)}
          />
          <b aria-live="polite">{formats.quantity(pickedMilli)}</b>
          <Key
            label="+"
            ariaLabel={t("refund.more", { name: line.name })}
            disabled={pickedMilli >= line.refundableMilli}
            onPress={() => set(pickedMilli + step)}
          />
          <Key label={t("refund.all")} onPress={() => set(line.refundableMilli)} />
        </div>
      )}
    </li>
  );
};
