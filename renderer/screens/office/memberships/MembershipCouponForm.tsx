/** Owns making, changing and removing one coupon for memberships: what it takes off, for how long, and for how many. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Payload } from "../../../../contracts/ipc.ts";
import type { MembershipCouponView, MembershipSettingsView } from "../../../../contracts/ipc/memberships.ts";
import { COUPON_DURATIONS } from "../../../../domain/membership/membership-price.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import type { Formats } from "../../../formatting/formats.ts";
import { percentEntry } from "../../../formatting/percent-entry.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";

interface FormProps {
  /** null: a new one. */
  readonly coupon: MembershipCouponView | null;
  readonly onSaved: (settings: MembershipSettingsView) => void;
}

const GIFTS = ["percent", "amount"] as const;

const draftOf = (coupon: MembershipCouponView | null, formats: Formats) => {
  const off = coupon?.off ?? { percentBp: 0 };
  const value =
    "percentBp" in off ? percentEntry(off.percentBp, formats) : formats.plainAmount(off.amountMinor);
  return {
    code: coupon?.code ?? "",
    gift: "percentBp" in off ? GIFTS[0] : GIFTS[1],
    value: coupon === null ? "" : value,
    duration: coupon?.duration ?? "once",
    periods: String(coupon?.periods ?? ""),
    until: coupon?.validUntil ?? "",
    most: String(coupon?.maxMembers ?? ""),
  };
};

type Draft = ReturnType<typeof draftOf>;

const wholeOf = (text: string): number | null | "bad" => {
  const bare = text.trim();
  return bare === "" ? null : /^[1-9]\d{0,5}$/.test(bare) ? Number(bare) : "bad";
};

/** null: a figure or the code does not make sense. */
const wishOf = (draft: Draft, formats: Formats): Payload<"membership.putCoupon"> | null => {
  const figure =
    draft.gift === "percent" ? formats.parsePercent(draft.value) : formats.parseAmount(draft.value);
  const periods = draft.duration === "repeating" ? wholeOf(draft.periods) : null;
  const maxMembers = wholeOf(draft.most);
  const isTooMuch = figure.ok && draft.gift === "percent" && figure.value > 10_000;
  if (!figure.ok || figure.value === 0 || isTooMuch || periods === "bad" || maxMembers === "bad") {
    return null;
  }
  const code = draft.code.trim();
  const off = draft.gift === "percent" ? { percentBp: figure.value } : { amountMinor: figure.value };
  return /^[\p{L}\p{N}][\p{L}\p{N}_-]{2,39}$/u.test(code)
    ? { code, off, duration: draft.duration, periods, validUntil: draft.until || null, maxMembers }
    : null;
};

const useCoupon = ({ coupon, onSaved }: FormProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [draft, setDraft] = useState(() => draftOf(coupon, formats));
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const wish = wishOf(draft, formats);
    if (wish === null) {
      setProblem(t("membership.off.bad"));
      return;
    }
    const result = await call("membership.putCoupon", wish);
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    say(t("membership.off.saved"));
    onSaved(result.value);
  };
  const remove = async (code: string): Promise<void> => {
    const result = await call("membership.removeCoupon", { code });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    say(t("membership.off.removed"));
    onSaved(result.value);
  };
  const change = (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed }));
  return { draft, problem, change, save, remove };
};

export const MembershipCouponForm = (props: FormProps) => {
  const { t } = useTranslation();
  const { coupon } = props;
  const { draft, problem, change, save, remove } = useCoupon(props);
  const field = (name: "code" | "value" | "periods" | "until" | "most") => ({
    value: draft[name],
    maxLength: 40,
    testId: `membership-off-${name}`,
    onChange: (value: string) => change({ [name]: value }),
    onEnter: () => void save(),
  });
  return (
    <div className="coupons-form">
      <h2 className="tw-heading">{coupon === null ? t("membership.off.new") : coupon.code}</h2>
      {coupon === null ? <LabelledField first label={t("membership.off.code")} {...field("code")} /> : null}
      <div className="coupons-keys">
        {GIFTS.map((gift) => (
          <Key
            key={gift}
            label={t(`membership.off.${gift}`)}
            pressed={draft.gift === gift}
            onPress={() => change({ gift })}
          />
        ))}
      </div>
      <LabelledField label={t("membership.off.value")} {...field("value")} />
      <span className="tw-soft">{t("membership.off.lasts")}</span>
      <div className="coupons-keys">
        {COUPON_DURATIONS.map((duration) => (
          <Key
            key={duration}
            label={t(`membership.off.${duration}`)}
            testId={`membership-off-${duration}`}
            pressed={draft.duration === duration}
            onPress={() => change({ duration })}
          />
        ))}
      </div>
      {draft.duration === "repeating" ? (
        <LabelledField label={t("membership.off.periods")} {...field("periods")} />
      ) : null}
      <div className="coupons-pair">
        <LabelledField type="date" label={t("membership.off.until")} {...field("until")} />
        <LabelledField
          label={`${t("membership.off.most")} (${t("membership.off.noLimit")})`}
          {...field("most")}
        />
      </div>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="coupons-keys">
        <Key
          look="main"
          label={t("membership.off.save")}
          testId="membership-off-save"
          onPress={() => void save()}
        />
        {coupon === null ? null : (
          <Key look="danger" label={t("membership.off.remove")} onPress={() => void remove(coupon.code)} />
        )}
      </div>
    </div>
  );
};
