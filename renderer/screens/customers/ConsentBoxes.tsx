/**
 * Owns asking for consent: one box per channel with the words to read out, the shop's own where it has some. Nothing is ticked
 * before the person says so.
 */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerRulesView } from "../../../contracts/ipc/customers.ts";
import { CONSENT_CHANNELS, type Consents } from "../../../domain/customer/consent.ts";
import { PROGRAM_TEXTS } from "../../../domain/customer/program-wording.ts";
import { call } from "../../transport/link.ts";
import "./customers.css";

interface ConsentBoxesProps {
  readonly consents: Consents;
  readonly disabled?: boolean | undefined;
  readonly onChange: (consents: Consents) => void;
}

export const ConsentBoxes = ({ consents, disabled, onChange }: ConsentBoxesProps) => {
  const { t, i18n } = useTranslation();
  const programTexts = PROGRAM_TEXTS[i18n.language as keyof typeof PROGRAM_TEXTS];
  const [own, setOwn] = useState<CustomerRulesView["consentTexts"]>(null);
  useEffect(() => {
    void call("customer.rules", {}).then((result) => setOwn(result.ok ? result.value.consentTexts : null));
  }, []);
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
          <span>{(own ?? programTexts)[channel]}</span>
        </label>
      ))}
    </fieldset>
  );
};
