/**
 * Owns the keys that give money back, with and without a receipt and after an exchange: F12 gives it back as it was paid
 * and says how, F11 the other way. Same places everywhere, because hands remember them. Decides nothing.
 */
import { useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";
import type { PayOutView } from "../../../contracts/ipc/basket.ts";
import { goBack } from "../../commands/go-back.ts";
import { answerTenderKeys } from "../../commands/tender-keys.ts";
import { Key } from "../../controls/Key.tsx";
import type { Formats } from "../../formatting/formats.ts";
import type { PayoutWay } from "../../../domain/refund/refund-payout.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import type { Translate } from "../../texts/i18n.ts";

interface RefundBarProps {
  /** null: not known yet, or goods without a receipt, which go back in cash unless a card is asked for. */
  readonly ways: PayOutView | null;
  readonly disabled: boolean;
  readonly onPayOut: (way: PayoutWay) => void;
  /** Beside the paying keys. */
  readonly exchange?: (() => void) | undefined;
}

const asPaidLabel = (ways: PayOutView | null, t: Translate, formats: Formats): string => {
  const { storedMinor, cardMinor, cashMinor } = ways?.asPaid ?? {
    storedMinor: 0,
    cardMinor: 0,
    cashMinor: 0,
  };
  if (storedMinor > 0) {
    const card = formats.amount(storedMinor);
    const rest = formats.amount(cardMinor + cashMinor);
    return cardMinor + cashMinor === 0 ? t("giftCard.backOnto") : t("giftCard.backAnd", { card, rest });
  }
  if (cardMinor > 0 && cashMinor > 0) {
    return t("refund.both", { card: formats.amount(cardMinor), cash: formats.amount(cashMinor) });
  }
  return t(cardMinor > 0 ? "refund.toCard" : "refund.inCash");
};

export const RefundBar = ({ ways, disabled, onPayOut, exchange }: RefundBarProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const otherWay = (ways?.asPaid.cardMinor ?? 0) > 0 ? "CASH" : "CARD";
  useLayoutEffect(
    () => answerTenderKeys((tender) => onPayOut(tender === "CASH" ? "SAME" : otherWay)),
    [onPayOut, otherWay],
  );
  return (
    <nav className="page-bar" aria-label={t("bar.title")}>
      <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
      <span className="page-bar-space" />
      {exchange === undefined ? null : (
        <Key
          className="pay-tender"
          look="tender"
          label={t("refund.exchange")}
          hint="F10"
          testId="start-exchange"
          disabled={disabled}
          onPress={exchange}
        />
      )}
      <Key
        className="pay-tender"
        look="tender"
        label={t("giftCard.asCredit")}
        testId="refund-credit"
        disabled={disabled}
        onPress={() => onPayOut("STORE_CREDIT")}
      />
      <Key
        className="pay-tender"
        look="tender"
        label={t(otherWay === "CASH" ? "refund.inCash" : "refund.toCard")}
        hint="F11"
        testId="refund-other"
        disabled={disabled}
        onPress={() => onPayOut(otherWay)}
      />
      <Key
        className="pay-tender"
        look="main"
        label={asPaidLabel(ways, t, formats)}
        hint="F12"
        testId="refund-as-paid"
        disabled={disabled}
        onPress={() => onPayOut("SAME")}
      />
    </nav>
  );
};
