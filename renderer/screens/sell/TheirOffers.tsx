/** Owns the rows of what there is for the basket's customer: a coupon of theirs to tap, and a campaign to join. */
import { IconTicket, IconUserPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CouponRowView } from "../../../contracts/ipc/coupons.ts";
import type { CustomerCampaignView, CustomerOffersView } from "../../../contracts/ipc/participation.ts";
import { joinCampaign, takeTheirCoupon } from "../../commands/participation-actions.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { civilDateText } from "../../texts/civil-date-text.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { couponGiftText } from "../../texts/coupon-text.ts";

/** Coupons of theirs that count and do not lie in the basket. */
export const couponsToUse = (
  offers: CustomerOffersView | null,
  inBasket: readonly { readonly code: string }[],
): readonly CouponRowView[] =>
  offers?.coupons.filter(
    ({ code, state }) =>
      (state === "unused" || state === "used") && !inBasket.some((coupon) => coupon.code === code),
  ) ?? [];

export const campaignsToJoin = (offers: CustomerOffersView | null): readonly CustomerCampaignView[] =>
  offers?.campaigns.filter(({ state }) => state === "open") ?? [];

export const TheirCouponRow = ({ coupon }: { readonly coupon: CouponRowView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const until =
    coupon.validUntil === null
      ? null
      : t("participation.until", { date: civilDateText(coupon.validUntil, formats) });
  return (
    <li className="offer offer-theirs" data-testid="their-coupon">
      <div>
        <span className="offer-code">
          <IconTicket size={18} aria-hidden />
          <b>{couponGiftText(coupon, formats)}</b>
        </span>
        <small>{[coupon.grouped, until].filter((part) => part !== null).join(" · ")}</small>
      </div>
      <Key
        label={t("participation.use")}
        testId="their-coupon-use"
        ariaLabel={`${t("participation.use")} ${coupon.grouped}`}
        onPress={() => takeTheirCoupon(coupon.code)}
      />
    </li>
  );
};

interface JoinRowProps {
  readonly customerRef: string;
  readonly campaign: string;
  readonly label: string;
}

const JoinKey = ({ customerRef, campaign, label }: JoinRowProps) => {
  const { t } = useTranslation();
  const apply = useGranted("coupon:apply");
  return (
    <Key
      label={t("participation.join")}
      {...apply}
      testId="campaign-join"
      ariaLabel={`${t("participation.join")}: ${label}`}
      onPress={() => joinCampaign({ customerRef, campaign, label })}
    />
  );
};

export const JoinRow = (props: JoinRowProps) => {
  const { t } = useTranslation();
  return (
    <li className="offer offer-theirs" data-testid="their-campaign">
      <div>
        <span className="offer-code">
          <IconUserPlus size={18} aria-hidden />
          <b>{props.label}</b>
        </span>
        <small>{t("participation.open")}</small>
      </div>
      <JoinKey {...props} />
    </li>
  );
};
