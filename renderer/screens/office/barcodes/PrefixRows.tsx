/** Owns the table of prefixes by which the shop's own cards and slips are known for what they are. */
import { useTranslation } from "react-i18next";
import {
  OWN_CODE_KINDS,
  type OwnCodeKind,
  type OwnPrefixRule,
} from "../../../../domain/catalogue/barcode/barcode-rules.ts";
import { Key } from "../../../controls/Key.tsx";
import { digitsOf, RowField } from "../../../controls/RowField.tsx";
import { CheckDigitChoice } from "./CheckDigitChoice.tsx";

interface PrefixRowsProps {
  readonly prefixes: readonly OwnPrefixRule[];
  readonly onChange: (prefixes: readonly OwnPrefixRule[]) => void;
}

const NEW_PREFIX: OwnPrefixRule = { kind: "giftCard", prefix: "044", length: 13, checksDigit: true };

export const PrefixRows = ({ prefixes, onChange }: PrefixRowsProps) => {
  const { t } = useTranslation();
  const set = (index: number, change: Partial<OwnPrefixRule>): void =>
    onChange(prefixes.map((rule, at) => (at === index ? { ...rule, ...change } : rule)));
  return (
    <section>
      <h2 className="tw-heading">{t("barcodes.own")}</h2>
      <p className="tw-soft">{t("barcodes.ownHint")}</p>
      <ul className="field-rows">
        {prefixes.map((rule, index) => (
          <li key={index} className="field-row" data-testid="prefix-rule">
            <label>
              <span className="tw-soft">{t("barcodes.kind")}</span>
              <select
                className="tw-field"
                value={rule.kind}
                onChange={(event) => set(index, { kind: event.currentTarget.value as OwnCodeKind })}
              >
                {OWN_CODE_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`barcodes.${kind}`)}
                  </option>
                ))}
              </select>
            </label>
            <RowField
              label={t("barcodes.prefix")}
              maxLength={12}
              value={rule.prefix}
              onChange={(text) => set(index, { prefix: text.trim() })}
            />
            <RowField
              label={t("barcodes.length")}
              inputMode="numeric"
              maxLength={2}
              placeholder={t("barcodes.anyLength")}
              value={rule.length ?? ""}
              onChange={(text) => set(index, { length: digitsOf(text) || null })}
            />
            <CheckDigitChoice
              checks={rule.checksDigit}
              onChange={(checksDigit) => set(index, { checksDigit })}
            />
            <Key
              label={t("barcodes.remove")}
              onPress={() => onChange(prefixes.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Key label={t("barcodes.add")} onPress={() => onChange([...prefixes, NEW_PREFIX])} />
    </section>
  );
};
