/** Owns making, changing and taking off sale one plan. Its code is given once: campaigns name its members by it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MembershipPlanView, MembershipSettingsView } from "../../../../contracts/ipc/memberships.ts";
import { MEMBERSHIP_PERIODS } from "../../../../domain/membership/membership-span.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import { percentEntry } from "../../../formatting/percent-entry.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";

interface FormProps {
  /** null: a new one. */
  readonly plan: MembershipPlanView | null;
  readonly onSaved: (settings: MembershipSettingsView) => void;
}

const usePlan = ({ plan, onSaved }: FormProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [draft, setDraft] = useState({
    name: plan?.name ?? "",
    code: plan?.code ?? "",
    period: plan?.period ?? "month",
    price: plan === null ? "" : formats.plainAmount(plan.priceMinor),
    tax: plan === null ? "20" : percentEntry(plan.taxRateBp, formats),
  });
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const price = formats.parseAmount(draft.price);
    const tax = formats.parsePercent(draft.tax);
    const name = draft.name.trim();
    const code = draft.code.trim();
    const isCode = plan !== null || /^[A-Z0-9][A-Z0-9_]{1,19}$/.test(code);
    if (!price.ok || !tax.ok || tax.value > 10_000 || name === "" || !isCode) {
      setProblem(t("membership.plan.bad"));
      return;
    }
    const terms = { name, period: draft.period, priceMinor: price.value, taxRateBp: tax.value };
    const result =
      plan === null
        ? await call("membership.createPlan", { ...terms, code })
        : await call("membership.updatePlan", { ...terms, planId: plan.id });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    say(t("membership.plan.saved"));
    onSaved(result.value);
  };
  const remove = async (planId: number): Promise<void> => {
    const result = await call("membership.removePlan", { planId });
    if (!result.ok) {
      setProblem(errorSentence(result.error));
      return;
    }
    say(t("membership.plan.removed", { name: draft.name }));
    onSaved(result.value);
  };
  const change = (changed: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...changed }));
  return { draft, problem, change, save, remove };
};

export const PlanForm = (props: FormProps) => {
  const { t } = useTranslation();
  const { plan } = props;
  const { draft, problem, change, save, remove } = usePlan(props);
  const field = (name: "name" | "code" | "price" | "tax") => ({
    value: draft[name],
    testId: `plan-${name}`,
    onChange: (value: string) => change({ [name]: name === "code" ? value.toUpperCase() : value }),
    onEnter: () => void save(),
  });
  return (
    <div className="coupons-form">
      <h2 className="tw-heading">{plan === null ? t("membership.plan.new") : plan.name}</h2>
      <LabelledField first label={t("membership.plan.name")} maxLength={60} {...field("name")} />
      {plan === null ? (
        <>
          <LabelledField label={t("membership.plan.code")} maxLength={20} {...field("code")} />
          <small className="tw-soft">{t("membership.plan.codeHint")}</small>
        </>
      ) : (
        <p className="tw-soft">{t("membership.plan.segment", { segment: plan.segment })}</p>
      )}
      <div className="coupons-keys">
        {MEMBERSHIP_PERIODS.map((period) => (
          <Key
            key={period}
            label={t(`membership.${period}`)}
            testId={`plan-${period}`}
            pressed={draft.period === period}
            onPress={() => change({ period })}
          />
        ))}
      </div>
      <div className="coupons-pair">
        <LabelledField label={t("membership.plan.price")} maxLength={20} {...field("price")} />
        <LabelledField label={t("membership.plan.tax")} maxLength={8} {...field("tax")} />
      </div>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="coupons-keys">
        <Key look="main" label={t("membership.plan.save")} testId="plan-save" onPress={() => void save()} />
        {plan === null ? null : (
          <Key
            look="danger"
            label={t("membership.plan.remove")}
            testId="plan-remove"
            onPress={() => void remove(plan.id)}
          />
        )}
      </div>
    </div>
  );
};
