/** Owns what there is for a customer on their page: campaigns to join or joined, their coupons, and giving them one. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerView } from "../../../contracts/ipc/customers.ts";
import type { CustomerCampaignView, CustomerOffersView } from "../../../contracts/ipc/participation.ts";
import { joinCampaign } from "../../commands/participation-actions.ts";
import { errorSentence, sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { LabelledField } from "../../controls/LabelledField.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { say } from "../../stores/screen-store.ts";
import { couponGiftText, couponStateText } from "../../texts/coupon-text.ts";
import { call } from "../../transport/link.ts";

interface CampaignRowProps {
  readonly customerRef: string;
  readonly campaign: CustomerCampaignView;
  readonly onChanged: (offers: CustomerOffersView) => void;
}

const CampaignRow = ({ customerRef, campaign, onChanged }: CampaignRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const apply = useGranted("coupon:apply");
  const update = useGranted("coupon:update");
  const { label, state, joinedAtMs } = campaign;
  const which = { customerRef, campaign: campaign.campaign };
  const takeBack = async (): Promise<void> => {
    const result = await call("participation.cancel", which);
    if (!result.ok) {
      sayError(result.error);
      return;
    }
    onChanged(result.value);
    say(t("participation.cancelled"));
  };
  const isRunning = state === "registered" || state === "qualified" || state === "couponIssued";
  return (
    <li data-testid="customer-campaign">
      <span>
        {label}{" "}
        <small className="tw-soft">
          {state === "open" ? t("participation.open") : t(`participation.state.${state}`)}
          {joinedAtMs === null ? "" : ` · ${t("participation.since", { date: formats.date(joinedAtMs) })}`}
        </small>
      </span>
      {state === "open" ? (
        <Key
          label={t("participation.join")}
          {...apply}
          testId="customer-join"
          onPress={() => joinCampaign({ ...which, label }, onChanged)}
        />
      ) : null}
      {isRunning ? (
        <Key
          label={t("participation.cancel")}
          {...update}
          testId="customer-unjoin"
          onPress={() => void takeBack()}
        />
      ) : null}
    </li>
  );
};

const GiveCoupon = ({
  customer,
  onGiven,
}: {
  readonly customer: CustomerView;
  readonly onGiven: () => void;
}) => {
  const { t } = useTranslation();
  const update = useGranted("coupon:update");
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const give = async (): Promise<void> => {
    const wanted = code.trim();
    if (wanted === "") {
      return;
    }
    const { customerRef } = customer;
    const result = await call("coupon.give", { code: wanted, customerRef, channel: "MANUAL" });
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      const name = customer.name ?? t("customer.nameless");
      say(t("participation.given", { code: result.value.grouped, name }));
      setCode("");
      onGiven();
    }
  };
  return (
    <>
      <LabelledField
        label={t("participation.giveCode")}
        testId="give-code"
        maxLength={60}
        value={code}
        onChange={setCode}
        onEnter={() => void give()}
      />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key label={t("participation.giveGo")} {...update} testId="give-go" onPress={() => void give()} />
    </>
  );
};

export const OffersPart = ({ customer }: { readonly customer: CustomerView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { customerRef } = customer;
  const [offers, setOffers] = useState<CustomerOffersView | null>(null);
  const [revision, setRevision] = useState(0);
  useEffect(() => {
    void call("participation.offers", { customerRef }).then((result) => {
      if (result.ok) {
        setOffers(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [customerRef, revision]);
  const isEmpty = offers !== null && offers.coupons.length + offers.campaigns.length === 0;
  return (
    <section className="customer-card tw-card" aria-label={t("participation.title")}>
      <h2 className="tw-heading">{t("participation.title")}</h2>
      {isEmpty ? <p className="tw-soft">{t("participation.none")}</p> : null}
      <ul className="customer-rows">
        {offers?.campaigns.map((campaign) => (
          <CampaignRow
            key={`${campaign.campaign} ${String(campaign.joinedAtMs)}`}
            customerRef={customerRef}
            campaign={campaign}
            onChanged={setOffers}
          />
        ))}
      </ul>
      <ul className="customer-rows is-told">
        {offers?.coupons.map((coupon) => (
          <li key={coupon.code} data-testid="customer-coupon">
            <span>
              <b>{couponGiftText(coupon, formats)}</b> {couponStateText(coupon, t)}
            </span>
            <small className="tw-soft tw-selectable">{coupon.grouped}</small>
          </li>
        ))}
      </ul>
      <GiveCoupon customer={customer} onGiven={() => setRevision((before) => before + 1)} />
    </section>
  );
};
