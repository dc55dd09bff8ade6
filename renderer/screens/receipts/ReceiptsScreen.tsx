/** Owns looking up receipts: the list and its search on the left, the receipt as on paper and its keys on the right. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../../contracts/ipc/receipts.ts";
import { goBack, onBack } from "../../commands/go-back.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { goTo, say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { ReceiptList } from "./ReceiptList.tsx";
import { ReceiptPaper } from "./ReceiptPaper.tsx";
import { RefundPanel } from "./RefundPanel.tsx";
import "./receipts.css";

const useReceipt = (receiptNumber: string | null): ReceiptView | null => {
  const [receipt, setReceipt] = useState<ReceiptView | null>(null);
  useEffect(() => {
    if (receiptNumber === null) {
      return;
    }
    let current = true;
    void call("receipts.get", { receiptNumber }).then((result) => {
      if (!current) {
        return;
      }
      if (result.ok) {
        setReceipt(result.value);
      } else {
        sayError(result.error);
      }
    });
    return () => {
      current = false;
    };
  }, [receiptNumber]);
  return receiptNumber === null ? null : receipt;
};

const reprint = async (receiptNumber: string, said: string): Promise<void> => {
  const result = await call("receipts.reprint", { receiptNumber });
  if (result.ok) {
    say(said);
  } else {
    sayError(result.error);
  }
};

const canRefund = (receipt: ReceiptView): boolean =>
  receipt.kind === "sale" && receipt.lines.some((line) => line.refundableMilli > 0);

const Detail = ({
  receipt,
  onRefund,
}: {
  readonly receipt: ReceiptView | null;
  readonly onRefund: () => void;
}) => {
  const { t } = useTranslation();
  if (receipt === null) {
    return (
      <section className="receipt-detail tw-card">
        <div className="tw-empty">
          <b>{t("receipts.chooseTitle")}</b>
          <span>{t("receipts.chooseHint")}</span>
        </div>
      </section>
    );
  }
  const isRefundable = canRefund(receipt);
  return (
    <section className="receipt-detail tw-card" aria-label={receipt.receiptNumber}>
      <div className="receipt-scroll scroll" tabIndex={0} role="region" aria-label={t("done.receipt")}>
        <ReceiptPaper document={receipt.document} />
      </div>
      <div className="receipt-keys">
        <Key
          tall
          label={t("receipts.reprint")}
          hint={receipt.isOfThisTill ? undefined : t("receipts.ofAnotherTill")}
          disabled={!receipt.isOfThisTill}
          onPress={() => void reprint(receipt.receiptNumber, t("receipts.reprintSent"))}
        />
        <Key
          tall
          look="tender"
          label={receipt.kind === "refund" ? t("receipts.isRefund") : t("receipts.refund")}
          hint={receipt.kind === "sale" && !isRefundable ? t("receipts.allBack") : undefined}
          disabled={!isRefundable}
          testId="start-refund"
          onPress={onRefund}
        />
      </div>
    </section>
  );
};

interface ReceiptsScreenProps {
  readonly receiptNumber: string | null;
  /** A scanned receipt opens with its lines ready to choose what comes back. */
  readonly picking: boolean;
}

export const ReceiptsScreen = ({ receiptNumber, picking }: ReceiptsScreenProps) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(receiptNumber);
  const [refunding, setRefunding] = useState(picking);
  const without = useGranted("refund:withoutReceipt");
  const receipt = useReceipt(chosen);
  const choose = useCallback((next: string) => setChosen(next), []);
  useEffect(
    () =>
      onBack(() => {
        setRefunding(false);
        return refunding;
      }),
    [refunding],
  );
  if (refunding && receipt !== null && canRefund(receipt)) {
    return <RefundPanel receipt={receipt} />;
  }
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("receipts.title")}</h1>
      </div>
      <div className="page-body receipts-body">
        <ReceiptList chosen={chosen} onChoose={choose} />
        <Detail receipt={receipt} onRefund={() => setRefunding(true)} />
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
        <span className="page-bar-space" />
        <Key
          label={t("receipts.withoutReceipt")}
          {...without}
          onPress={() => goTo({ name: "refundWithoutReceipt" })}
        />
      </nav>
    </main>
  );
};
