/** Owns finding receipts: by number, item, code, card's last digits or amount, and by day. The newest come first. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptSummary } from "../../../contracts/ipc/receipts.ts";
import type { TenderType } from "../../../domain/sale/sale.ts";
import { sayError } from "../../commands/say-error.ts";
import { useListKeys } from "../../controls/use-list-keys.ts";
import { rangeOfDay } from "../../formatting/store-day.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useTill } from "../../stores/till-store.ts";
import { call } from "../../transport/link.ts";

const PAUSE_MS = 150;
const LIMIT = 100;

const useFound = (text: string, day: string): readonly ReceiptSummary[] | null => {
  const [found, setFound] = useState<readonly ReceiptSummary[] | null>(null);
  const timezone = useTill((state) => state.store?.timezone ?? "UTC");
  useEffect(() => {
    let current = true;
    const range = rangeOfDay(day, timezone);
    const period = { fromMs: range?.fromMs ?? null, untilMs: range?.untilMs ?? null };
    const timer = window.setTimeout(() => {
      void call("receipts.find", { text, ...period, limit: LIMIT }).then((result) => {
        if (!current) {
          return;
        }
        if (result.ok) {
          setFound(result.value);
        } else {
          sayError(result.error);
        }
      });
    }, PAUSE_MS);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [text, day, timezone]);
  return found;
};

const tenderNames = (summary: ReceiptSummary, name: (type: TenderType) => string): string =>
  [...new Set(summary.tenderTypes)].map(name).join(" + ") +
  (summary.last4 === null ? "" : ` •••• ${summary.last4}`);

interface RowProps {
  readonly summary: ReceiptSummary;
  readonly chosen: boolean;
  readonly pointed: boolean;
  readonly onChoose: (receiptNumber: string) => void;
}

const Row = ({ summary, chosen, pointed, onChoose }: RowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li>
      <button
        type="button"
        className={`receipt-row ${chosen ? "is-chosen" : ""} ${pointed ? "is-pointed" : ""}`}
        aria-current={chosen}
        data-testid="receipt-row"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onChoose(summary.receiptNumber)}
      >
        <span>
          <b>{summary.receiptNumber}</b>
          {summary.kind === "refund" || summary.isExchange ? (
            <span className="tw-chip tw-chip-near">
              {t(summary.isExchange ? "receipts.isExchange" : "receipts.isRefund")}
            </span>
          ) : null}
          <small className="tw-soft">
            {formats.dateTime(summary.atMs)} · {summary.cashierName}
          </small>
        </span>
        <span className="tw-number">
          <b>{formats.amount(summary.totalMinor)}</b>
          <small className="tw-soft">{tenderNames(summary, (type) => t(`tender.${type}`))}</small>
        </span>
      </button>
    </li>
  );
};

const NONE: readonly ReceiptSummary[] = [];

interface ReceiptListProps {
  readonly chosen: string | null;
  readonly onChoose: (receiptNumber: string) => void;
}

export const ReceiptList = ({ chosen, onChoose }: ReceiptListProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [day, setDay] = useState("");
  const found = useFound(text, day);
  const pointed = useListKeys(found ?? NONE, (summary) => onChoose(summary.receiptNumber));
  return (
    <section className="receipt-find tw-card" aria-label={t("receipts.title")}>
      <div className="receipt-filters">
        <input
          className="tw-field"
          autoFocus
          aria-label={t("receipts.search")}
          placeholder={t("receipts.search")}
          value={text}
          maxLength={100}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <input
          className="tw-field"
          type="date"
          aria-label={t("receipts.day")}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      {found?.length === 0 ? (
        <div className="tw-empty">
          <b>{t("receipts.noneTitle")}</b>
          <span>{text === "" && day === "" ? t("receipts.noneYet") : t("receipts.noneFound")}</span>
        </div>
      ) : (
        <ul className="receipt-rows scroll">
          {found?.map((summary, index) => (
            <Row
              key={summary.receiptNumber}
              summary={summary}
              chosen={summary.receiptNumber === chosen}
              pointed={index === pointed}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
    </section>
  );
};
