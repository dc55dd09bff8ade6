/** Owns points by hand on a customer's page: a bonus or a correction, with a reason; a second person approves where one must. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LoyaltyAccountView } from "../../../contracts/ipc/loyalty.ts";
import { errorSentence } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { LabelledField } from "../../controls/LabelledField.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";

interface AdjustPointsProps {
  readonly customerRef: string;
  /** The newest movement on screen. */
  readonly newestId: number;
  readonly onChanged: (account: LoyaltyAccountView) => void;
}

const useAdjustment = ({ customerRef, newestId, onChanged }: AdjustPointsProps) => {
  const { t } = useTranslation();
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const move = async (sign: 1 | -1): Promise<void> => {
    const points = Number(amount.trim());
    if (!/^\d{1,9}$/.test(amount.trim()) || points === 0) {
      setProblem(t("loyalty.history.wholeNumber"));
      return;
    }
    // Nobody is asked to approve what would be refused.
    if (reason.trim() === "") {
      setProblem(errorSentence({ type: "ReasonMissing" }));
      return;
    }
    const result = await call("loyalty.adjust", {
      customerRef,
      type: sign === 1 ? "BONUS" : "ADJUSTED",
      points: sign * points,
      reason: reason.trim(),
      // Named by the movement that it follows, so that a second tap gives nothing twice.
      requestId: `after-${String(newestId)}-${String(sign * points)}`,
    });
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok && result.value) {
      setAmount("");
      setReason("");
      say(t("loyalty.saved"));
      onChanged(result.value);
    }
  };
  return { amount, setAmount, reason, setReason, problem, move };
};

export const AdjustPoints = (props: AdjustPointsProps) => {
  const { t } = useTranslation();
  const adjust = useGranted("loyalty:adjust");
  const { amount, setAmount, reason, setReason, problem, move } = useAdjustment(props);
  return (
    <>
      <div className="adjust-points">
        <LabelledField
          label={t("loyalty.history.by")}
          testId="adjust-points"
          maxLength={9}
          value={amount}
          onChange={setAmount}
          onEnter={() => void move(1)}
        />
        <LabelledField
          label={t("loyalty.history.reason")}
          testId="adjust-reason"
          maxLength={200}
          value={reason}
          onChange={setReason}
          onEnter={() => void move(1)}
        />
      </div>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="customer-keys">
        <Key
          label={t("loyalty.history.give")}
          {...adjust}
          testId="adjust-give"
          onPress={() => void move(1)}
        />
        <Key
          label={t("loyalty.history.take")}
          {...adjust}
          testId="adjust-take"
          onPress={() => void move(-1)}
        />
      </div>
    </>
  );
};
