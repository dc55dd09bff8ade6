/** Owns choosing what one side gets for a referral: nothing, points, credit or a coupon, and how much. */
import { useTranslation } from "react-i18next";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { REWARD_KINDS, type RewardDraft } from "./program-draft.ts";

interface RewardFieldsProps {
  readonly side: "referrer" | "referee";
  readonly draft: RewardDraft;
  readonly onChange: (draft: RewardDraft) => void;
  readonly onEnter: () => void;
}

const VALUE_LABELS = { points: "howMany", credit: "howMuch", coupon: "percent" } as const;

export const RewardFields = ({ side, draft, onChange, onEnter }: RewardFieldsProps) => {
  const { t } = useTranslation();
  const field = (name: "value" | "days") => ({
    value: draft[name],
    maxLength: 20,
    testId: `referral-${side}-${name}`,
    onChange: (text: string) => onChange({ ...draft, [name]: text }),
    onEnter,
  });
  return (
    <>
      <span className="tw-soft">{t(`referral.setup.${side}`)}</span>
      <div className="coupons-keys">
        {REWARD_KINDS.map((kind) => (
          <Key
            key={kind}
            label={t(`referral.setup.${kind}`)}
            testId={`referral-${side}-${kind}`}
            pressed={draft.kind === kind}
            onPress={() => onChange({ ...draft, kind, value: "" })}
          />
        ))}
      </div>
      {draft.kind === "none" ? null : (
        <div className="coupons-pair">
          <LabelledField label={t(`referral.setup.${VALUE_LABELS[draft.kind]}`)} {...field("value")} />
          {draft.kind === "coupon" ? (
            <LabelledField label={t("referral.setup.days")} {...field("days")} />
          ) : null}
        </div>
      )}
    </>
  );
};
