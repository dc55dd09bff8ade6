/** Owns one row of each kind in a list of offers: a coupon, what was taken off, what is nearly reached, what is not used. */
import { IconTicket, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type {
  AppliedOfferView,
  BasketView,
  CouponView,
  NotAppliedOfferView,
  NudgeView,
} from "../../../contracts/ipc/basket.ts";
import { removeCoupon } from "../../commands/coupon-actions.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { describeCoupon } from "../../texts/coupon-text.ts";
import { describeReason } from "../../texts/reason-text.ts";
import "./offers.css";

const COUPON_CHIPS = {
  applied: "tw-chip-save",
  rejected: "tw-chip-near",
  notNeeded: "tw-chip-quiet",
} as const;

export const CouponRow = ({ coupon }: { readonly coupon: CouponView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className="offer offer-coupon" data-testid="coupon" data-status={coupon.status}>
      <div>
        <span className="offer-code">
          <IconTicket size={18} aria-hidden />
          <b>{coupon.code}</b>
          <span className={`tw-chip ${COUPON_CHIPS[coupon.status]}`}>{t(`coupon.${coupon.status}`)}</span>
        </span>
        <small>{describeCoupon(coupon, { t, formats })}</small>
      </div>
      <b className="tw-number tw-save">
        {coupon.amountMinor > 0 ? formats.amount(-coupon.amountMinor) : null}
      </b>
      <button
        type="button"
        className="offer-remove"
        aria-label={t("coupon.remove", { code: coupon.code })}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => removeCoupon(coupon.code)}
      >
        <IconX size={18} aria-hidden />
      </button>
    </li>
  );
};

interface AppliedRowProps {
  readonly offer: AppliedOfferView;
  readonly lines: BasketView["lines"];
  /** How many of its lines are named. */
  readonly named: number;
}

export const AppliedRow = ({ offer, lines, named }: AppliedRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const touched = lines.filter((line) => offer.lineIds.includes(line.id));
  const names = touched
    .slice(0, named)
    .map((line) => `${formats.quantity(line.quantityMilli)} × ${line.name}`);
  const more = touched.length - names.length;
  return (
    <li className="offer" data-testid="offer-applied">
      <div>
        <span className="offer-name">{offer.label}</span>
        <small className="offer-lines">
          {names.join(", ")} {more > 0 ? t("offers.moreNames", { count: more }) : null}
        </small>
      </div>
      <b className="tw-number tw-save">{formats.amount(-offer.amountMinor)}</b>
    </li>
  );
};

export const nudgeKey = (nudge: NudgeView): string =>
  `${nudge.code ?? nudge.label}-${JSON.stringify(nudge.add)}`;

export const NudgeRow = ({ nudge }: { readonly nudge: NudgeView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className="offer offer-near" data-testid="offer-near">
      <div>
        <span className="offer-name">
          {"spendMinor" in nudge.add
            ? t("offers.spendMore", { amount: formats.amount(nudge.add.spendMinor) })
            : t("offers.addMore", {
                quantity: formats.quantity(nudge.add.quantityMilli),
                name: nudge.add.productName,
              })}
        </span>
        <small className="offer-lines">{nudge.label}</small>
      </div>
      <b className="tw-number">{formats.amount(-nudge.gainMinor)}</b>
    </li>
  );
};

export const NotAppliedRow = ({ offer }: { readonly offer: NotAppliedOfferView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li className="offer offer-not" data-testid="offer-not">
      <div>
        <span className="offer-name">{offer.label}</span>
        <small>
          {offer.opensByJoining ? t("participation.onlyJoined") : describeReason(offer, { t, formats })}
        </small>
      </div>
      <span className="tw-number">{t("offers.notUsed")}</span>
    </li>
  );
};
