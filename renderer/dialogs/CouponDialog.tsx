/**
 * Owns taking coupons: a code typed here or scanned at any time. The coupons already handed over stand below with
 * their state, then what else there is for this customer. Closes by itself when a coupon is used; one that is not stays with its reason.
 */
import { memo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { addCoupon } from "../commands/coupon-actions.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { CouponRow } from "../screens/sell/OfferRows.tsx";
import { campaignsToJoin, couponsToUse, JoinRow, TheirCouponRow } from "../screens/sell/TheirOffers.tsx";
import { useBasketCustomerOffers } from "../stores/customer-offers-store.ts";
import { closeDialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { DialogFrame } from "./DialogFrame.tsx";

/** Not drawn again with every key: a scan that types must not be slowed down. */
const HandedOver = memo(() => {
  const { t } = useTranslation();
  const coupons = useTill((state) => state.basket?.coupons) ?? [];
  const offers = useBasketCustomerOffers();
  const theirs = couponsToUse(offers, coupons);
  const open = campaignsToJoin(offers);
  return (
    <div className="coupon-list scroll" tabIndex={0} role="group" aria-label={t("coupon.title")}>
      {coupons.length + theirs.length + open.length === 0 ? (
        <p className="tw-soft">{t("coupon.hint")}</p>
      ) : (
        <ul className="offers-list">
          {coupons.map((coupon) => (
            <CouponRow key={coupon.code} coupon={coupon} />
          ))}
          {theirs.map((coupon) => (
            <TheirCouponRow key={coupon.code} coupon={coupon} />
          ))}
          {open.map(({ campaign, label }) => (
            <JoinRow
              key={campaign}
              customerRef={offers?.customerRef ?? ""}
              campaign={campaign}
              label={label}
            />
          ))}
        </ul>
      )}
    </div>
  );
});

export const CouponDialog = () => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);
  const submit = async (): Promise<void> => {
    const code = text.trim();
    if (code === "" || asking.current) {
      return;
    }
    asking.current = true;
    const error = await addCoupon(code);
    asking.current = false;
    setProblem(error === null ? null : errorSentence(error));
    if (error === null) {
      setText("");
    }
  };
  return (
    <DialogFrame title={t("bar.coupon")} size={520}>
      <input
        data-autofocus
        className="tw-field"
        data-testid="coupon-code"
        aria-label={t("coupon.field")}
        placeholder={t("coupon.field")}
        value={text}
        maxLength={400}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            void submit();
          }
        }}
      />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <HandedOver />
      <div className="dialog-keys">
        <Key tall label={t("dialog.close")} hint="Esc" onPress={closeDialog} />
        <Key tall look="main" label={t("dialog.add")} hint="Enter" onPress={() => void submit()} />
      </div>
    </DialogFrame>
  );
};
