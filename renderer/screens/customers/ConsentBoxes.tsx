/** Owns asking for consent: one box per channel with the words to read out. Nothing is ticked before the person says so. */
import { useTranslation } from "react-i18next";
import { CONSENT_CHANNELS, type Consents } from "../../../domain/customer/consent.ts";
import "./customers.css";

interface ConsentBoxesProps {
  readonly consents: Consents;
  readonly disabled?: boolean | undefined;
  readonly onChange: (consents: Consents) => void;
}

export const ConsentBoxes = ({ consents, disabled, onChange }: ConsentBoxesProps) => {
  const { t } = useTranslation();
  return (
    <fieldset className="consents" disabled={disabled}>
      <legend className="tw-soft">{t("customer.consent.title")}</legend>
      {CONSENT_CHANNELS.map((channel) => (
        <label key={channel} className="consent">
          <input
            type="checkbox"
            data-testid={`consent-${channel}`}
            checked={consents[channel]}
            onChange={(event) => onChange({ ...consents, [channel]: event.currentTarget.checked })}
          />
          <span>{t(`customer.consent.${channel}`)}</span>
        </label>
      ))}
    </fieldset>
  );
};
