/** Owns the table of the scale's label layouts: one row each, in the order in which they are tried. */
import { useTranslation } from "react-i18next";
import type { LabelRule } from "../../../../domain/catalogue/barcode/barcode-rules.ts";
import { Key } from "../../../controls/Key.tsx";
import { RowField } from "../../../controls/RowField.tsx";
import { CheckDigitChoice } from "./CheckDigitChoice.tsx";

interface LabelRowsProps {
  readonly labels: readonly LabelRule[];
  readonly onChange: (labels: readonly LabelRule[]) => void;
}

const NEW_LABEL: LabelRule = {
  layout: "20{item:5}{weight:5}",
  decimals: 3,
  checksDigit: true,
  priceMeans: "quantity",
};
const DECIMALS = [0, 1, 2, 3] as const;

export const LabelRows = ({ labels, onChange }: LabelRowsProps) => {
  const { t } = useTranslation();
  const set = (index: number, change: Partial<LabelRule>): void =>
    onChange(labels.map((label, at) => (at === index ? { ...label, ...change } : label)));
  return (
    <section>
      <h2 className="tw-heading">{t("barcodes.labels")}</h2>
      <p className="tw-soft">{t("barcodes.labelsHint")}</p>
      <ul className="field-rows">
        {labels.map((label, index) => (
          <li key={index} className="field-row" data-testid="label-rule">
            <RowField
              wide
              label={t("barcodes.layout")}
              maxLength={60}
              value={label.layout}
              onChange={(layout) => set(index, { layout })}
            />
            <label>
              <span className="tw-soft">{t("barcodes.decimals")}</span>
              <select
                className="tw-field"
                value={label.decimals}
                onChange={(event) => set(index, { decimals: Number(event.currentTarget.value) })}
              >
                {DECIMALS.map((decimals) => (
                  <option key={decimals}>{decimals}</option>
                ))}
              </select>
            </label>
            <CheckDigitChoice
              checks={label.checksDigit}
              onChange={(checksDigit) => set(index, { checksDigit })}
            />
            <label>
              <span className="tw-soft">{t("barcodes.price")}</span>
              <select
                className="tw-field"
                disabled={!label.layout.includes("{price")}
                value={label.priceMeans}
                onChange={(event) =>
                  set(index, { priceMeans: event.currentTarget.value as LabelRule["priceMeans"] })
                }
              >
                <option value="quantity">{t("barcodes.quantity")}</option>
                <option value="price">{t("barcodes.onePrice")}</option>
              </select>
            </label>
            <Key
              label={t("barcodes.earlier")}
              disabled={index === 0}
              onPress={() =>
                onChange(labels.toSpliced(index - 1, 2, label, ...labels.slice(index - 1, index)))
              }
            />
            <Key
              label={t("barcodes.remove")}
              onPress={() => onChange(labels.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Key label={t("barcodes.add")} testId="add-label" onPress={() => onChange([...labels, NEW_LABEL])} />
    </section>
  );
};
