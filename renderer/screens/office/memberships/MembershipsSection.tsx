/** Owns memberships in the back office: the plans that are sold and the coupons for them; one is chosen and edited beside. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MembershipSettingsView } from "../../../../contracts/ipc/memberships.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { membershipCouponText } from "../../../texts/membership-text.ts";
import { call } from "../../../transport/link.ts";
import "../coupons/coupons.css";
import { MembershipCouponForm } from "./MembershipCouponForm.tsx";
import { PlanForm } from "./PlanForm.tsx";

/** A plan by its id, a coupon by its code; null in either: a new one. */
type Chosen =
  | { readonly kind: "plan"; readonly id: number | null }
  | { readonly kind: "coupon"; readonly code: string | null };

const EMPTY: MembershipSettingsView = { plans: [], coupons: [] };

const useSettings = () => {
  const [settings, setSettings] = useState(EMPTY);
  const read = useCallback(async (): Promise<void> => {
    const result = await call("membership.settings", {});
    if (result.ok) {
      setSettings(result.value);
    } else {
      sayError(result.error);
    }
  }, []);
  useEffect(() => void read(), [read]);
  return { settings, setSettings };
};

interface ListProps {
  readonly settings: MembershipSettingsView;
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
}

const List = ({ settings, chosen, onChoose }: ListProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="coupons-list">
      <Key
        label={t("membership.plan.new")}
        testId="membership-plan-new"
        pressed={chosen?.kind === "plan" && chosen.id === null}
        onPress={() => onChoose({ kind: "plan", id: null })}
      />
      {settings.plans.map(({ id, name, period, priceMinor, members }) => (
        <Key
          key={id}
          className="coupons-batch"
          testId="membership-plan"
          pressed={chosen?.kind === "plan" && chosen.id === id}
          onPress={() => onChoose({ kind: "plan", id })}
          label={
            <>
              <b>{name}</b>
              <small>
                {[
                  t(`membership.${period}`),
                  formats.money(priceMinor),
                  t("membership.plan.members", { count: members }),
                ].join(" · ")}
              </small>
            </>
          }
        />
      ))}
      <h3 className="tw-heading">{t("membership.off.title")}</h3>
      <Key
        label={t("membership.off.new")}
        testId="membership-coupon-new"
        pressed={chosen?.kind === "coupon" && chosen.code === null}
        onPress={() => onChoose({ kind: "coupon", code: null })}
      />
      {settings.coupons.map((coupon) => (
        <Key
          key={coupon.code}
          className="coupons-batch"
          testId="membership-coupon-row"
          pressed={chosen?.kind === "coupon" && chosen.code === coupon.code}
          onPress={() => onChoose({ kind: "coupon", code: coupon.code })}
          label={
            <>
              <b>{membershipCouponText(coupon, { t, formats })}</b>
              <small>{t("membership.plan.members", { count: coupon.members })}</small>
            </>
          }
        />
      ))}
    </div>
  );
};

export const MembershipsSection = () => {
  const { t } = useTranslation();
  const { settings, setSettings } = useSettings();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const take = (changed: MembershipSettingsView): void => {
    setSettings(changed);
    setChosen(null);
  };
  return (
    <div className="coupons">
      <List settings={settings} chosen={chosen} onChoose={setChosen} />
      <div className="coupons-detail">
        {chosen === null ? <p className="tw-soft">{t("membership.about")}</p> : null}
        {chosen?.kind === "plan" ? (
          <PlanForm
            key={chosen.id}
            plan={settings.plans.find(({ id }) => id === chosen.id) ?? null}
            onSaved={take}
          />
        ) : null}
        {chosen?.kind === "coupon" ? (
          <MembershipCouponForm
            key={chosen.code}
            coupon={settings.coupons.find(({ code }) => code === chosen.code) ?? null}
            onSaved={take}
          />
        ) : null}
      </div>
    </div>
  );
};
