/** Owns "Why?": every campaign and coupon with its answer, and whether a cheaper combination is ruled out. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { BasketView } from "../../contracts/ipc/basket.ts";
import { arrangeOffers } from "../screens/sell/arrange-offers.ts";
import { AppliedRow, CouponRow, NotAppliedRow, nudgeKey, NudgeRow } from "../screens/sell/OfferRows.tsx";
import { useTill } from "../stores/till-store.ts";
import { DialogFrame } from "./DialogFrame.tsx";

interface GroupProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

const Group = ({ title, count, children }: GroupProps) =>
  count === 0 ? null : (
    <section>
      <h3 className="tw-heading offers-group">
        {title} · {count}
      </h3>
      <ul className="offers-list">{children}</ul>
    </section>
  );

const EveryOffer = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const { coupons, applied, nudges, notApplied } = arrangeOffers(basket);
  return (
    <>
      <Group title={t("coupon.title")} count={coupons.length}>
        {coupons.map((coupon) => (
          <CouponRow key={coupon.code} coupon={coupon} />
        ))}
      </Group>
      <Group title={t("offers.applied")} count={applied.length}>
        {applied.map((offer) => (
          <AppliedRow key={offer.code} offer={offer} lines={basket.lines} named={basket.lines.length} />
        ))}
      </Group>
      <Group title={t("offers.nearly")} count={nudges.length}>
        {nudges.map((nudge) => (
          <NudgeRow key={nudgeKey(nudge)} nudge={nudge} />
        ))}
      </Group>
      <Group title={t("offers.notApplied")} count={notApplied.length}>
        {notApplied.map((offer) => (
          <NotAppliedRow key={offer.code} offer={offer} />
        ))}
      </Group>
    </>
  );
};

export const OffersDialog = () => {
  const { t } = useTranslation();
  const basket = useTill((state) => state.basket);
  return (
    <DialogFrame title={t("offers.title")} size={660}>
      {basket === null ? (
        <p className="tw-soft">{t("offers.nothingYet")}</p>
      ) : (
        <>
          <p className="tw-soft">{basket.proven ? t("offers.provenLong") : t("offers.unprovenLong")}</p>
          <div
            data-autofocus
            className="scroll dialog-scroll offers-all"
            tabIndex={0}
            role="group"
            aria-label={t("offers.title")}
          >
            <EveryOffer basket={basket} />
          </div>
        </>
      )}
    </DialogFrame>
  );
};
