/** Owns a customer's memberships on their page: until when, what a renewal costs, what happened, and cancelling one. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MembershipEventView, MembershipView } from "../../../contracts/ipc/memberships.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { LabelledField } from "../../controls/LabelledField.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { civilDateText } from "../../texts/civil-date-text.ts";
import { membershipCouponText, membershipStateText } from "../../texts/membership-text.ts";
import { call } from "../../transport/link.ts";

const Happened = ({ event }: { readonly event: MembershipEventView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const told = [
    formats.dateTime(event.atMs),
    event.from === null || event.lastDay === null
      ? null
      : `${civilDateText(event.from, formats)} – ${civilDateText(event.lastDay, formats)}`,
    event.coupon,
    event.receiptNumber,
    event.reason,
  ];
  return (
    <li>
      <span>
        {t(`membership.event.${event.kind}`)}{" "}
        <small className="tw-soft">{told.filter((part) => part !== null).join(" · ")}</small>
      </span>
      {event.priceMinor === null ? null : <b>{formats.money(event.priceMinor)}</b>}
    </li>
  );
};

interface OneProps {
  readonly membership: MembershipView;
  readonly onChanged: (memberships: readonly MembershipView[]) => void;
}

const CancelLine = ({ membership, onChanged }: OneProps) => {
  const { t } = useTranslation();
  const granted = useGranted("membership:cancel");
  const [reason, setReason] = useState("");
  const cancel = async (): Promise<void> => {
    const result = await call("membership.cancel", { membershipId: membership.id, reason: reason.trim() });
    if (result.ok) {
      onChanged(result.value);
    } else {
      sayError(result.error);
    }
  };
  return (
    <div className="membership-cancel">
      <LabelledField
        label={t("membership.why")}
        maxLength={200}
        testId="membership-why"
        value={reason}
        onChange={setReason}
        onEnter={() => void cancel()}
      />
      <Key
        look="danger"
        label={t("membership.cancel")}
        {...granted}
        testId="membership-cancel"
        onPress={() => void cancel()}
      />
    </div>
  );
};

const One = ({ membership, onChanged }: OneProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { coupon, finalPriceMinor, planName, period, state } = membership;
  return (
    <div className="membership" data-testid="membership">
      <p>
        <b>{planName}</b> <span className="tw-chip">{t(`membership.${period}`)}</span>{" "}
        {membershipStateText(membership, { t, formats })}
      </p>
      {state === "active" ? (
        <p className="tw-soft">
          {[
            t("membership.renewsAt", { price: formats.money(finalPriceMinor) }),
            ...(coupon === null ? [] : [membershipCouponText(coupon, { t, formats })]),
          ].join(" · ")}
        </p>
      ) : null}
      <ul className="customer-rows is-told">
        {membership.events.map((event) => (
          <Happened key={event.id} event={event} />
        ))}
      </ul>
      {state === "active" ? <CancelLine membership={membership} onChanged={onChanged} /> : null}
    </div>
  );
};

export const MembershipsPart = ({ customerRef }: { readonly customerRef: string }) => {
  const { t } = useTranslation();
  const [memberships, setMemberships] = useState<readonly MembershipView[]>([]);
  useEffect(() => {
    void call("membership.ofCustomer", { customerRef }).then((result) => {
      if (result.ok) {
        setMemberships(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [customerRef]);
  return (
    <section className="customer-card tw-card" aria-label={t("membership.title")}>
      <h2 className="tw-heading">{t("membership.title")}</h2>
      {memberships.length === 0 ? <p className="tw-soft">{t("membership.none")}</p> : null}
      {memberships.map((membership) => (
        <One key={membership.id} membership={membership} onChanged={setMemberships} />
      ))}
    </section>
  );
};
