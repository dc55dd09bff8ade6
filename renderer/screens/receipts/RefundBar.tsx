/**
 * Owns the keys at the foot of a refund: back, to the card, in cash. Both refund screens have the same ones in the same
 * places, because hands remember them. Decides nothing.
 */
import { useTranslation } from "react-i18next";
import { Key } from "../../controls/Key.tsx";

interface RefundBarProps {
  readonly disabled: boolean;
  readonly onBack: () => void;
  readonly onPayOut: (tender: "CARD" | "CASH") => void;
}

export const RefundBar = ({ disabled, onBack, onPayOut }: RefundBarProps) => {
  const { t } = useTranslation();
  return (
    <nav className="page-bar" aria-label={t("bar.title")}>
      <Key label={t("pay.back")} hint="Esc" onPress={onBack} />
      <span className="page-bar-space" />
      <Key
        className="pay-tender"
        look="tender"
        label={t("refund.toCard")}
        hint="F11"
        disabled={disabled}
        onPress={() => onPayOut("CARD")}
      />
      <Key
        className="pay-tender"
        look="main"
        label={t("refund.inCash")}
        hint="F12"
        testId="refund-cash"
        disabled={disabled}
        onPress={() => onPayOut("CASH")}
      />
    </nav>
  );
};
