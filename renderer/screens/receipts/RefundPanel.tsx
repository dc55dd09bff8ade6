/**
 * Owns choosing what comes back of one receipt: how many of each line, why, and what that pays (asked of main, never
 * computed here). F12 gives the money back as it was paid, F11 the other way, F10 or a scanned new item exchanges.
 */
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PayoutWay } from "../../../domain/refund/refund-payout.ts";
import type { ReceiptView, RefundQuote } from "../../../contracts/ipc/receipts.ts";
import { takeBack } from "../../commands/exchange-actions.ts";
import { scanIntoBasket, takeScans } from "../../commands/handle-scan.ts";
import { showDone } from "../../commands/payment-actions.ts";
import { errorSentence, sayError } from "../../commands/say-error.ts";
import { answerExchangeKey } from "../../commands/tender-keys.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { playSound } from "../../scanning/sounds.ts";
import { say } from "../../stores/screen-store.ts";
import type { Translate } from "../../texts/i18n.ts";
import { call } from "../../transport/link.ts";
import { RefundBar } from "./RefundBar.tsx";
import { RefundFoot } from "./RefundFoot.tsx";
import { RefundLineRow, stepOf } from "./RefundLineRow.tsx";
import { usePickKeys } from "./use-pick-keys.ts";

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

/** The deposit comes along with its item; by itself it can still be picked alone, or left with the customer. */
const depositAlong = (receipt: ReceiptView, lineNumber: number, quantityMilli: number): Picked => {
  const deposit = receipt.lines.find((line) => line.depositOfLineNumber === lineNumber);
  if (deposit === undefined) {
    return {};
  }
  // A weighed item comes back whole, with its one deposit.
  const isWeighed = receipt.lines.some((line) => line.lineNumber === lineNumber && line.unit === "weight");
  const wantedMilli = isWeighed && quantityMilli > 0 ? 1000 : quantityMilli;
  return { [deposit.lineNumber]: Math.min(wantedMilli, deposit.refundableMilli) };
};

const usePicked = (receipt: ReceiptView) => {
  const [picked, setPicked] = useState<Picked>({});
  const pick = useCallback(
    (lineNumber: number, quantityMilli: number): void => {
      const mostMilli = receipt.lines.find((line) => line.lineNumber === lineNumber)?.refundableMilli ?? 0;
      const withinMilli = Math.max(0, Math.min(quantityMilli, mostMilli));
      setPicked((before) => ({
        ...before,
        ...depositAlong(receipt, lineNumber, withinMilli),
        [lineNumber]: withinMilli,
      }));
    },
    [receipt],
  );
  const pickAll = (): void =>
    setPicked(Object.fromEntries(receipt.lines.map((line) => [line.lineNumber, line.refundableMilli])));
  return { picked, pick, pickAll };
};

const usePayOut = (receiptNumber: string, lines: readonly PickedLine[], reason: string) => {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const payOut = useCallback(
    (tender: PayoutWay): void => {
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
  return { payOut, busy };
};

interface ExchangeParts {
  readonly receipt: ReceiptView;
  readonly lines: readonly PickedLine[];
  readonly reason: string;
  readonly pick: (lineNumber: number, quantityMilli: number) => void;
}

/** The key, and scans: with something chosen a scan is the new item, else it chooses what was scanned. */
const useExchange = ({ receipt, lines, reason, pick }: ExchangeParts): (() => void) => {
  const { t } = useTranslation();
  const start = useCallback(async (): Promise<boolean> => {
    if (lines.length === 0) {
      say(t("error.NothingSelected"), "bad");
      return false;
    }
    const why = reason.trim() === "" ? t("refund.exchangeReason") : reason.trim();
    return takeBack({ receiptNumber: receipt.receiptNumber, lines: [...lines], reason: why });
  }, [lines, reason, receipt, t]);
  const exchange = useCallback((): void => void start(), [start]);
  useLayoutEffect(() => answerExchangeKey(exchange), [exchange]);
  useLayoutEffect(
    () =>
      takeScans(async (code, source) => {
        const job = { kind: "scan", code, quantityMilli: null, source, scanId: null } as const;
        const found = lines.length > 0 ? null : await call("catalogue.priceCheck", { code });
        if (found?.ok !== true) {
          return lines.length === 0 || (await start()) ? scanIntoBasket(job) : "done";
        }
        const { sku, name } = found.value.product;
        const line = receipt.lines.find((sold) => sold.sku === sku && sold.refundableMilli > 0);
        playSound(line ? "ok" : "error");
        if (line) {
          pick(line.lineNumber, stepOf(line));
        } else {
          say(t("refund.tickFirst", { name }), "bad");
        }
        return "done";
      }),
    [lines, pick, receipt, start, t],
  );
  return exchange;
};

/** "50 points go back" and "8 points are taken back", as far as each is so. */
const pointsText = (quote: RefundQuote | null, t: Translate): string | null => {
  const { back = 0, taken = 0 } = quote?.points ?? {};
  const parts = [
    back === 0 ? null : t("refund.pointsBack", { count: back }),
    taken === 0 ? null : t("refund.pointsTaken", { count: taken }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" · ");
};

export const RefundPanel = ({ receipt }: { readonly receipt: ReceiptView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { receiptNumber } = receipt;
  const { picked, pick, pickAll } = usePicked(receipt);
  const [reason, setReason] = useState("");
  const lines = useMemo(() => pickedLines(picked), [picked]);
  const { quote, problem } = useQuote(receiptNumber, lines);
  const { payOut, busy } = usePayOut(receiptNumber, lines, reason);
  const exchange = useExchange({ receipt, lines, reason, pick });
  const sold = useMemo(() => receipt.lines.filter((line) => line.quantityMilli > 0), [receipt]);
  const pointed = usePickKeys(sold, picked, pick);
  const ways =
    quote === null
      ? null
      : { asPaid: quote.asPaid, inCashMinor: quote.inCashMinor, toCardMinor: quote.totalMinor };
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("refund.title", { receiptNumber })}</h1>
        <span className="tw-soft">{formats.dateTime(receipt.atMs)}</span>
        <Key label={t("refund.everything")} onPress={pickAll} />
      </div>
      <div className="page-body refund-body">
        <div className="refund-pick tw-card">
          <p className="tw-soft refund-keys">{t("refund.keys")}</p>
          <ul className="refund-lines scroll">
            {sold.map((line, index) => (
              <RefundLineRow
                key={line.lineNumber}
                line={line}
                pickedMilli={picked[line.lineNumber] ?? 0}
                pointed={index === pointed}
                onPick={pick}
              />
            ))}
          </ul>
        </div>
        <RefundFoot
          total={
            quote === null
              ? null
              : formats.money(quote.asPaid.storedMinor + quote.asPaid.cardMinor + quote.asPaid.cashMinor)
          }
          inCash={
            quote === null || quote.inCashMinor === quote.totalMinor ? null : formats.money(quote.inCashMinor)
          }
          points={pointsText(quote, t)}
          problem={problem}
          reason={reason}
          onReason={setReason}
        />
      </div>
      <RefundBar ways={ways} disabled={quote === null || busy} onPayOut={payOut} exchange={exchange} />
    </main>
  );
};
