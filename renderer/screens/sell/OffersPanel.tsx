/**
 * Owns the offers beside the basket: coupons, what was taken off, what is nearly reached, and why the rest is not used.
 * Its place and size never change; a shop with many campaigns sees the nearest here and all of them behind "Why?".
 */
import { useTranslation } from "react-i18next";
import type { BasketView } from "../../../contracts/ipc/basket.ts";
import { keyOfCommand } from "../../commands/command-table.ts";
import { runCommand } from "../../commands/run-command.ts";
import { useBasketCustomerOffers } from "../../stores/customer-offers-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { PointsRow } from "./PointsRow.tsx";
import { arrangeOffers, verdictOf } from "./arrange-offers.ts";
import { campaignsToJoin, couponsToUse, JoinRow, TheirCouponRow } from "./TheirOffers.tsx";
import { AppliedRow, CouponRow, NotAppliedRow, nudgeKey, NudgeRow } from "./OfferRows.tsx";

const NAMED_LINES = 2;
const NOT_APPLIED_SHOWN = 8;

const OfferList = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const theirs = useBasketCustomerOffers();
  const { coupons, applied, nudges, ...rest } = arrangeOffers(basket);
  const open = campaignsToJoin(theirs);
  const notApplied = rest.notApplied.filter(({ code }) => !open.some(({ campaign }) => campaign === code));
  const hidden = notApplied.length - NOT_APPLIED_SHOWN;
  return (
    <ul className="offers-list">
      {basket.points === null ? null : <PointsRow points={basket.points} />}
      {coupons.map((coupon) => (
        <CouponRow key={coupon.code} coupon={coupon} />
      ))}
      {couponsToUse(theirs, coupons).map((coupon) => (
        <TheirCouponRow key={coupon.code} coupon={coupon} />
      ))}
      {open.map(({ campaign, label }) => (
        <JoinRow key={campaign} customerRef={theirs?.customerRef ?? ""} campaign={campaign} label={label} />
      ))}
      {applied.map((offer) => (
        <AppliedRow key={offer.code} offer={offer} lines={basket.lines} named={NAMED_LINES} />
      ))}
      {nudges.map((nudge) => (
        <NudgeRow key={nudgeKey(nudge)} nudge={nudge} />
      ))}
      {notApplied.slice(0, NOT_APPLIED_SHOWN).map((offer) => (
        <NotAppliedRow key={offer.code} offer={offer} />
      ))}
      {hidden > 0 ? <li className="offers-none">{t("offers.moreOffers", { count: hidden })}</li> : null}
    </ul>
  );
};

const isEmpty = (basket: BasketView): boolean =>
  basket.itemCount === 0 && basket.coupons.length === 0 && basket.customer === null;

export const OffersPanel = () => {
  const { t } = useTranslation();
  const basket = useTill((state) => state.basket);
  return (
    <section className="offers tw-card" aria-label={t("offers.title")}>
      <h2 className="tw-heading">{t("offers.title")}</h2>
      <div className="scroll offers-scroll" tabIndex={0} role="group" aria-label={t("offers.title")}>
        {basket === null || isEmpty(basket) ? (
          <p className="offers-none">{t("offers.nothingYet")}</p>
        ) : (
          <OfferList basket={basket} />
        )}
      </div>
      <button
        type="button"
        className="offers-why"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runCommand("offers")}
      >
        <span data-testid="offers-foot">{t(`offers.${verdictOf(basket)}`)}</span>
        <u>{t("offers.why")}</u> <kbd className="tw-kbd">{keyOfCommand("offers")}</kbd>
      </button>
    </section>
  );
};
