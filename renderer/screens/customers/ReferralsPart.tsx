/** Owns bringing friends on a customer's page: their code to hand out, who brought them, and whom they brought. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerReferralsView, MadeReferralView } from "../../../contracts/ipc/referrals.ts";
import type { GivenReward } from "../../../domain/referral/referral.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { LabelledField } from "../../controls/LabelledField.tsx";
import { QrCode } from "../../controls/QrCode.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import type { Wording } from "../../texts/error-text.ts";
import { call } from "../../transport/link.ts";

const rewardText = (reward: GivenReward, { t, formats }: Wording): string => {
  switch (reward.kind) {
    case "points":
      return t("referral.got.points", { count: reward.points });
    case "credit":
      return t("referral.got.credit", { amount: formats.money(reward.amountMinor), last4: reward.last4 });
    case "coupon":
      return t("referral.got.coupon");
  }
};

interface RowProps {
  readonly customerRef: string;
  readonly made: MadeReferralView;
  /** What the owner of the page got. */
  readonly reward: GivenReward | null;
  readonly title: string;
}

const Row = ({ customerRef, made, reward, title }: RowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const print = async (): Promise<void> => {
    const result = await call("referral.printReward", { referralId: made.id, customerRef });
    if (!result.ok) {
      sayError(result.error);
    }
  };
  return (
    <li>
      <span>
        {title}{" "}
        <small className="tw-soft">
          {[
            formats.date(made.createdAtMs),
            t(`referral.state.${made.state}`),
            ...(reward === null ? [] : [rewardText(reward, { t, formats })]),
          ].join(" · ")}
        </small>
      </span>
      {reward === null || reward.kind === "points" || made.state === "expired" ? null : (
        <Key label={t("referral.printReward")} onPress={() => void print()} />
      )}
    </li>
  );
};

interface TakeProps {
  readonly customerRef: string;
  readonly onTaken: (view: CustomerReferralsView) => void;
}

const TakeCode = ({ customerRef, onTaken }: TakeProps) => {
  const { t } = useTranslation();
  const granted = useGranted("customer:update");
  const [code, setCode] = useState("");
  const take = async (): Promise<void> => {
    const result =
      code.trim() === "" ? null : await call("referral.track", { customerRef, code: code.trim() });
    if (result?.ok === true) {
      onTaken(result.value);
    } else if (result !== null) {
      sayError(result.error);
    }
  };
  return (
    <div className="membership-cancel">
      <LabelledField
        label={t("referral.enrolCode")}
        maxLength={64}
        testId="referral-code"
        value={code}
        onChange={setCode}
        onEnter={() => void take()}
      />
      <Key label={t("referral.take")} {...granted} testId="referral-take" onPress={() => void take()} />
    </div>
  );
};

const OwnCode = ({
  customerRef,
  view,
}: {
  readonly customerRef: string;
  readonly view: CustomerReferralsView;
}) => {
  const { t } = useTranslation();
  const print = async (): Promise<void> => {
    const result = await call("referral.printCode", { customerRef });
    if (!result.ok) {
      sayError(result.error);
    }
  };
  return (
    <div className="referral-own">
      <QrCode value={view.code} label={t("referral.own")} sizePx={96} />
      <span>
        <small className="tw-soft">{t("referral.own")}</small>
        <br />
        <b data-testid="referral-own">{view.spaced}</b>
      </span>
      <Key label={t("referral.print")} onPress={() => void print()} />
    </div>
  );
};

export const ReferralsPart = ({ customerRef }: { readonly customerRef: string }) => {
  const { t } = useTranslation();
  const [view, setView] = useState<CustomerReferralsView | null>(null);
  useEffect(() => {
    void call("referral.ofCustomer", { customerRef }).then((result) => {
      if (result.ok) {
        setView(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [customerRef]);
  if (view === null || (!view.program.active && view.broughtBy === null && view.made.length === 0)) {
    return null;
  }
  const { broughtBy, made } = view;
  const nameOf = ({ name }: MadeReferralView): string => name ?? t("customer.nameless");
  return (
    <section className="customer-card tw-card" aria-label={t("referral.title")} data-testid="referrals">
      <h2 className="tw-heading">{t("referral.title")}</h2>
      {view.program.active ? <OwnCode customerRef={customerRef} view={view} /> : null}
      {broughtBy === null && view.isNew && view.program.active ? (
        <TakeCode customerRef={customerRef} onTaken={setView} />
      ) : null}
      <ul className="customer-rows is-plain">
        {broughtBy === null ? null : (
          <Row
            customerRef={customerRef}
            made={broughtBy}
            reward={broughtBy.refereeReward}
            title={t("referral.broughtBy", { name: nameOf(broughtBy) })}
          />
        )}
        {made.map((one) => (
          <Row
            key={one.id}
            customerRef={customerRef}
            made={one}
            reward={one.referrerReward}
            title={nameOf(one)}
          />
        ))}
      </ul>
      {made.length === 0 ? <p className="tw-soft">{t("referral.nobodyYet")}</p> : null}
    </section>
  );
};
