/** Owns the choice whether a rule's codes must have a right check digit. */
import { useTranslation } from "react-i18next";

interface CheckDigitChoiceProps {
  readonly checks: boolean;
  readonly onChange: (checks: boolean) => void;
}

export const CheckDigitChoice = ({ checks, onChange }: CheckDigitChoiceProps) => {
  const { t } = useTranslation();
  return (
    <label>
      <span className="tw-soft">{t("barcodes.checkDigit")}</span>
      <select
        className="tw-field"
        value={checks ? "checked" : "ignored"}
        onChange={(event) => onChange(event.currentTarget.value === "checked")}
      >
        <option value="checked">{t("barcodes.checked")}</option>
        <option value="ignored">{t("barcodes.ignored")}</option>
      </select>
    </label>
  );
};
