/** Owns selling or renewing a membership: the plans as they would be for this customer, with or without a coupon. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MembershipOffer } from "../../contracts/ipc/memberships.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { LabelledField } from "../controls/LabelledField.tsx";
import { useFormats } from "../formatting/store-formats.ts";
import { closeDialog, goTo, openDialog, say } from "../stores/screen-store.ts";
import { applyBasket, useTill } from "../stores/till-store.ts";
import { civilDateText } from "../texts/civil-date-text.ts";
import { membershipCouponText } from "../texts/membership-text.ts";
import { call } from "../transport/link.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import "./membership-dialog.css";

const useOffers = () => {
  const { t } = useTranslation();
  const [offers, setOffers] = useState<readonly MembershipOffer[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** The coupon that the offers stand for. */
  const [applied, setApplied] = useState<string | null>(null);
  const ask = useCallback(async (couponCode: string | null): Promise<void> => {
    const result = await call("membership.offers", { couponCode });
    if (result.ok) {
      setOffers(result.value);
      setApplied(couponCode);
    }
    setProblem(result.ok ? null : errorSentence(result.error));
  }, []);
  const sell = async (offer: MembershipOffer): Promise<void> => {
    const { planId, name } = offer;
    const result = await call("membership.sell", { planId, couponCode: applied });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    applyBasket(result.value);
    goTo({ name: "sell" });
    say(t("membership.added", { name }));
  };
  useEffect(() => void ask(null), [ask]);
  return { offers, problem, ask, sell };
};

interface OfferKeyProps {
  readonly offer: MembershipOffer;
  readonly first: boolean;
  readonly onPick: () => void;
}

const OfferKey = ({ offer, first, onPick }: OfferKeyProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { finalPriceMinor, listPriceMinor, coupon } = offer;
  const days = {
    from: civilDateText(offer.from, formats),
    until: civilDateText(offer.lastDay, formats),
  };
  return (
    <Key
      className="membership-offer"
      first={first}
      testId="membership-offer"
      onPress={onPick}
      label={
        <>
          <b>
            {offer.name} <span className="tw-chip">{t(`membership.${offer.period}`)}</span>
          </b>
          <b className="membership-price">
            {finalPriceMinor === listPriceMinor ? null : <s>{formats.money(listPriceMinor)}</s>}{" "}
            {formats.money(finalPriceMinor)}
          </b>
          <small>
            {t(offer.renews ? "membership.renewal" : "membership.new", days)}
            {coupon === null ? "" : ` · ${membershipCouponText(coupon, { t, formats })}`}
          </small>
        </>
      }
    />
  );
};

export const MembershipDialog = () => {
  const { t } = useTranslation();
  const hasCustomer = useTill((state) => (state.basket?.customer ?? null) !== null);
  const { offers, problem, ask, sell } = useOffers();
  const [code, setCode] = useState("");
  const tryCode = (): void => void ask(code.trim() === "" ? null : code.trim());
  return (
    <DialogFrame title={t("membership.sellKey")} size={640}>
      {offers?.length === 0 ? <p className="tw-soft">{t("membership.noPlans")}</p> : null}
      <div className="membership-offers">
        {(offers ?? []).map((offer, index) => (
          <OfferKey key={offer.planId} offer={offer} first={index === 0} onPick={() => void sell(offer)} />
        ))}
      </div>
      {offers === null || offers.length === 0 ? null : (
        <div className="membership-coupon">
          <LabelledField
            label={t("membership.coupon")}
            maxLength={64}
            testId="membership-coupon"
            value={code}
            onChange={setCode}
            onEnter={tryCode}
          />
          <Key label={t("membership.tryCoupon")} testId="membership-try" onPress={tryCode} />
        </div>
      )}
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-keys">
        <Key tall label={t("dialog.close")} hint="Esc" onPress={closeDialog} />
        {hasCustomer ? null : (
          <Key
            tall
            look="main"
            label={t("customer.find")}
            onPress={() => openDialog({ kind: "customer", purpose: "attach", cardNumber: null })}
          />
        )}
      </div>
    </DialogFrame>
  );
};
