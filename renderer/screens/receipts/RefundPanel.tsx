/**
 * Owns giving goods of one receipt back: how many of each line, why, what that pays out (asked of main, never
 * computed here), and by which tender. F12 pays in cash, F11 back to the card.
 */
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptLineView, ReceiptView, RefundQuote } from "../../../contracts/ipc/receipts.ts";
import type { TenderType } from "../../../domain/sale/sale.ts";
import { goBack } from "../../commands/go-back.ts";
import { showDone } from "../../commands/payment-actions.ts";
import { errorSentence, sayError } from "../../commands/say-error.ts";
import { answerTenderKeys } from "../../commands/tender-keys.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { RefundBar } from "./RefundBar.tsx";
import { RefundFoot } from "./RefundFoot.tsx";

type Picked = Readonly<Record<number, number>>;

interface PickedLine {
  readonly lineNumber: number;
  readonly quantityMilli: number;
}

const pickedLines = (picked: Picked): readonly PickedLine[] =>
  Object.entries(picked)
    .map(([lineNumber, quantityMilli]) => ({ lineNumber: Number(lineNumber), quantityMilli }))
    .filter(({ quantityMilli }) => quantityMilli > 0);

interface Quoted {
  readonly quote: RefundQuote | null;
  readonly problem: string | null;
}

const NOTHING: Quoted = { quote: null, problem: null };

const useQuote = (receiptNumber: string, lines: readonly PickedLine[]): Quoted => {
  const [quoted, setQuoted] = useState<Quoted>(NOTHING);
  useEffect(() => {
    if (lines.length === 0) {
      setQuoted(NOTHING);
      return;
    }
    let current = true;
    void call("refund.quote", { receiptNumber, lines: [...lines] }).then((result) => {
      if (current) {
        setQuoted(
          result.ok
            ? { quote: result.value, problem: null }
            : { quote: null, problem: errorSentence(result.error) },
        );
      }
    });
    return () => {
      current = false;
    };
  }, [receiptNumber, lines]);
  return quoted;
};

interface LineRowProps {
  readonly line: ReceiptLineView;
  readonly pickedMilli: number;
  readonly onPick: (lineNumber: number, quantityMilli: number) => void;
}

/** A weighed line comes back whole: nobody weighs a part of it again. */
const stepOf = (line: ReceiptLineView): number =>
  line.unit === "weight" ? line.refundableMilli : Math.min(1000, line.refundableMilli);

const LineRow = ({ line, pickedMilli, onPick }: LineRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const isGone = line.refundableMilli === 0;
  const step = stepOf(line);
  const set = (quantityMilli: number): void =>
    onPick(line.lineNumber, Math.max(0, Math.min(quantityMilli, line.refundableMilli)));
  return (
    <li className={`refund-line ${pickedMilli > 0 ? "is-picked" : ""}`} data-testid="refund-line">
      <div>
        <b>{line.name}</b>
        <div className="tw-soft">
          {t("refund.sold", {
            quantity: formats.quantity(line.quantityMilli),
            total: formats.amount(line.totalMinor),
          })}
          {line.refundedMilli > 0
            ? ` · ${t("refund.already", { quantity: formats.quantity(line.refundedMilli) })}`
            : null}
        </div>
      </div>
      {isGone ? (
        <span className="tw-chip tw-chip-quiet">{t("refund.gone")}</span>
      ) : (
        <div className="refund-stepper">
          <Key
            label="−"
            ariaLabel={t("refund.less", { name: line.name })}
            disabled={pickedMilli === 0}
            onPress={() => set(pickedMilli - step)}
          />
          <b aria-live="polite">{formats.quantity(pickedMilli)}</b>
          <Key
            label="+"
            ariaLabel={t("refund.more", { name: line.name })}
            disabled={pickedMilli >= line.refundableMilli}
            onPress={() => set(pickedMilli + step)}
          />
          <Key label={t("refund.all")} onPress={() => set(line.refundableMilli)} />
        </div>
      )}
    </li>
  );
};

const allOf = (receipt: ReceiptView): Picked =>
  Object.fromEntries(receipt.lines.map((line) => [line.lineNumber, line.refundableMilli]));

const usePayOut = (receiptNumber: string, lines: readonly PickedLine[], reason: string) => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const payOut = useCallback(
    (tender: TenderType): void => {
      if (busy) {
        return;
      }
      if (lines.length === 0 || reason.trim() === "") {
        say(t(lines.length === 0 ? "error.NothingSelected" : "error.ReasonMissing"), "bad");
        return;
      }
      setBusy(true);
      const payload = { receiptNumber, lines: [...lines], tender, reason: reason.trim() };
      void call("refund.byReceipt", payload).then((result) => {
        setBusy(false);
        if (result.ok) {
          showDone(result.value, "refund");
        } else {
          sayError(result.error);
        }
      });
    },
    [busy, lines, reason, receiptNumber, t],
  );
  useEffect(() => answerTenderKeys(payOut), [payOut]);
  return { payOut, busy };
};

export const RefundPanel = ({ receipt }: { readonly receipt: ReceiptView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [picked, setPicked] = useState<Picked>({});
  const [reason, setReason] = useState("");
  const lines = useMemo(() => pickedLines(picked), [picked]);
  const { quote, problem } = useQuote(receipt.receiptNumber, lines);
  const { payOut, busy } = usePayOut(receipt.receiptNumber, lines, reason);
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("refund.title", { receiptNumber: receipt.receiptNumber })}</h1>
        <span className="tw-soft">{formats.dateTime(receipt.atMs)}</span>
        <Key label={t("refund.everything")} onPress={() => setPicked(allOf(receipt))} />
      </div>
      <div className="page-body refund-body">
        <ul className="refund-lines tw-card scroll">
          {receipt.lines.map((line) => (
            <LineRow
              key={line.lineNumber}
              line={line}
              pickedMilli={picked[line.lineNumber] ?? 0}
              onPick={(lineNumber, quantityMilli) =>
                setPicked((before) => ({ ...before, [lineNumber]: quantityMilli }))
              }
            />
          ))}
        </ul>
        <RefundFoot
          total={quote === null ? null : formats.money(Math.abs(quote.totalMinor))}
          inCash={
            quote === null || quote.inCashMinor === quote.totalMinor
              ? null
              : formats.money(Math.abs(quote.inCashMinor))
          }
          problem={problem}
          reason={reason}
          onReason={setReason}
        />
      </div>
      <RefundBar disabled={quote === null || busy} onBack={goBack} onPayOut={payOut} />
    </main>
  );
};
