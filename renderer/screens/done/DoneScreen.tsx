/** Owns the end of a sale: the change to give, what was paid, the receipt's true state, and the way to the next. */
import { useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PrintJobView } from "../../../contracts/ipc/devices.ts";
import type { CompletedSaleView } from "../../../contracts/ipc/payment.ts";
import type { TenderType } from "../../../domain/sale/sale.ts";
import { runCommand } from "../../commands/run-command.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { PrintState } from "../../controls/PrintState.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { useGranted } from "../../controls/use-granted.ts";
import { goTo, setEntry, useScreen, type DoneKind } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { call } from "../../transport/link.ts";
import "./done.css";

const next = (): void => goTo({ name: "sell" });

/** Enter ends it; a typed character starts the next sale's entry. */
const useNextKeys = (): void => {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { dialog, scanProblems } = useScreen.getState();
      const covered = dialog !== null || scanProblems.length > 0 || event.defaultPrevented || event.repeat;
      if (covered || event.target instanceof HTMLButtonElement) {
        return;
      }
      if (event.key === "Enter") {
        event.preventDefault();
        next();
      } else if (
        event.key.length === 1 &&
        event.key !== " " &&
        !event.ctrlKey &&
        !event.altKey &&
        !event.metaKey
      ) {
        event.preventDefault();
        setEntry(event.key);
        next();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
};

const useJob = (printJobId: number | null): PrintJobView | null => {
  const [job, setJob] = useState<PrintJobView | null>(null);
  const revision = useTill((state) => state.printRevision);
  useEffect(() => {
    if (printJobId === null) {
      return;
    }
    void call("print.jobs", { limit: 50 }).then((result) => {
      if (result.ok) {
        setJob(result.value.find(({ id }) => id === printJobId) ?? null);
      }
    });
  }, [printJobId, revision]);
  return job;
};

const Receipt = ({ sale }: { readonly sale: CompletedSaleView }) => {
  const { t } = useTranslation();
  const job = useJob(sale.printJobId);
  const retry = async (jobId: number): Promise<void> => {
    const result = await call("print.retry", { jobId });
    if (!result.ok) {
      sayError(result.error);
    }
  };
  return (
    <section className="done-receipt" aria-label={t("done.receipt")}>
      <div>
        <div className="tw-soft">{t("done.receipt")}</div>
        <b className="done-number tw-selectable" data-testid="receipt-number">
          {sale.receiptNumber}
        </b>
      </div>
      <div className="done-print">
        {sale.printJobId === null ? <span className="tw-soft">{t("done.noPrinter")}</span> : null}
        {job === null ? null : <PrintState job={job} />}
      </div>
      {job?.state === "failed" ? <Key label={t("devices.retry")} onPress={() => void retry(job.id)} /> : null}
    </section>
  );
};

const Paid = ({ sale }: { readonly sale: CompletedSaleView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <dl className="done-facts">
      <dt>{t("done.total", { count: Math.abs(sale.itemCount) })}</dt>
      <dd>{formats.amount(Math.abs(sale.payableMinor))}</dd>
      {sale.tenders.map((tender, index) => (
        <div key={`${tender.type}-${String(index)}`} className="done-fact">
          <dt>{t(`tender.${tender.type}`)}</dt>
          <dd>{formats.amount(Math.abs(tender.tenderedMinor))}</dd>
        </div>
      ))}
      {sale.savedMinor > 0 ? (
        <div className="done-fact tw-save">
          <dt>{t("pay.saved")}</dt>
          <dd>{formats.amount(sale.savedMinor)}</dd>
        </div>
      ) : null}
    </dl>
  );
};

interface DoneScreenProps {
  readonly sale: CompletedSaleView;
  readonly kind: DoneKind;
}

/** What the customer got back: into what, when it went two ways. */
const backWord = ({
  tenders,
}: CompletedSaleView): "refund_BOTH" | "refund_MIXED" | `refund_${TenderType}` => {
  if (tenders.length > 1) {
    return tenders.every(({ type }) => type === "CASH" || type === "CARD") ? "refund_BOTH" : "refund_MIXED";
  }
  return `refund_${tenders[0]?.type ?? "CASH"}`;
};

const Headline = ({ sale, kind }: DoneScreenProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  if (kind === "exchange" && sale.payableMinor === 0) {
    return (
      <>
        <div className="done-none" data-testid="change">
          {t("done.even")}
        </div>
        <div className="done-word">{t("done.evenHint")}</div>
      </>
    );
  }
  if (kind === "refund" || sale.payableMinor < 0) {
    return (
      <>
        <div className="done-word">{t(`done.${backWord(sale)}`)}</div>
        <div className="done-change" data-testid="refunded">
          {formats.money(Math.abs(sale.payableMinor))}
        </div>
      </>
    );
  }
  if (sale.changeMinor === 0) {
    return (
      <>
        <div className="done-none" data-testid="change">
          {t("done.noChange")}
        </div>
        <div className="done-word">{t("done.paid", { amount: formats.money(sale.payableMinor) })}</div>
      </>
    );
  }
  return (
    <>
      <div className="done-word">{t("done.change")}</div>
      <div className="done-change" data-testid="change">
        {formats.money(sale.changeMinor)}
      </div>
    </>
  );
};

const TITLES = {
  sale: "done.title",
  refund: "done.refundTitle",
  exchange: "done.exchangeTitle",
} as const satisfies Readonly<Record<DoneKind, string>>;

export const DoneScreen = ({ sale, kind }: DoneScreenProps) => {
  const { t } = useTranslation();
  useNextKeys();
  const voiding = useGranted("sale:void");
  return (
    <main className="page done">
      <div className="page-head">
        <h1 className="tw-title">{t(TITLES[kind])}</h1>
      </div>
      <div className="page-body">
        <div className="done-card tw-card" data-testid="done">
          <div className="done-main">
            <Headline sale={sale} kind={kind} />
          </div>
          <Paid sale={sale} />
          <Receipt sale={sale} />
        </div>
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key label={t("bar.receipts")} hint="F3" onPress={() => runCommand("receipts")} />
        {kind === "sale" ? (
          <Key
            label={t("receipts.voidSale")}
            {...voiding}
            hint={voiding.hint ?? "Alt V"}
            testId="void-sale"
            onPress={() => runCommand("voidSale")}
          />
        ) : null}
        <span className="page-bar-space" />
        <span className="tw-soft">{t("done.nextHint")}</span>
        <Key
          className="pay-tender"
          look="main"
          label={t("done.next")}
          hint="Enter"
          testId="next"
          onPress={next}
        />
      </nav>
    </main>
  );
};
