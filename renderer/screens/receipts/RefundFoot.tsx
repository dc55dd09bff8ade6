/** Owns the right side of every refund: what is paid out, and why. */
import { useTranslation } from "react-i18next";
import { ReasonPicker } from "../../dialogs/ReasonPicker.tsx";

interface RefundFootProps {
  readonly total: string | null;
  /** Only where cash rounding makes it differ. */
  readonly inCash: string | null;
  /** What happens to the customer's points; null: nothing. */
  readonly points: string | null;
  readonly problem: string | null;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
}

export const RefundFoot = ({ total, inCash, points, problem, reason, onReason }: RefundFootProps) => {
  const { t } = useTranslation();
  return (
    <section className="refund-side tw-card" aria-label={t("refund.paysOut")}>
      <div className="tw-soft">{t("refund.paysOut")}</div>
      <div className="refund-total" data-testid="refund-total">
        {total ?? "–"}
      </div>
      <div className="pay-due-cash">{inCash === null ? " " : t("pay.dueInCash", { amount: inCash })}</div>
      {points === null ? null : (
        <p className="tw-soft" data-testid="refund-points">
          {points}
        </p>
      )}
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <h2 className="tw-heading pay-heading">{t("refund.why")}</h2>
      <ReasonPicker kind="refund" reason={reason} onReason={onReason} />
    </section>
  );
};
