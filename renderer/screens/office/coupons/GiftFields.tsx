/** Owns the fields of what a coupon gives: a percent, an amount, or a campaign that it opens. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { call } from "../../../transport/link.ts";
import { GIFTS, type Draft } from "./coupon-draft.ts";

export const useCampaigns = () => {
  const [campaigns, setCampaigns] = useState<readonly { readonly code: string; readonly label: string }[]>(
    [],
  );
  useEffect(() => {
    void call("coupon.campaigns", {}).then((result) => {
      if (result.ok) {
        setCampaigns(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  return campaigns;
};

export interface FieldsProps {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
}

export const GiftFields = ({ draft, change }: FieldsProps) => {
  const { t } = useTranslation();
  const campaigns = useCampaigns();
  return (
    <>
      <span className="tw-soft">{t("coupons.gives")}</span>
      <div className="coupons-keys">
        {GIFTS.map((gift) => (
          <Key
            key={gift}
            label={t(`coupons.${gift}`)}
            pressed={draft.gift === gift}
            onPress={() => change({ gift })}
          />
        ))}
      </div>
      {draft.gift === "campaign" ? (
        <label>
          <span className="tw-soft">{t("coupons.campaign")}</span>
          <select
            className="tw-field"
            data-testid="coupons-campaign"
            value={draft.campaign}
            onChange={(event) => change({ campaign: event.currentTarget.value })}
          >
            <option value="" />
            {campaigns.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <DraftText label={t("coupons.value")} value={draft.value} onChange={(value) => change({ value })} />
      )}
    </>
  );
};

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "date";
  readonly placeholder?: string;
  readonly testId?: string;
  readonly onChange: (value: string) => void;
}

export const DraftText = ({ label, value, type = "text", placeholder, testId, onChange }: TextProps) => (
  <label>
    <span className="tw-soft">{label}</span>
    <input
      className="tw-field"
      type={type}
      maxLength={60}
      autoComplete="off"
      placeholder={placeholder}
      data-testid={testId}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  </label>
);
