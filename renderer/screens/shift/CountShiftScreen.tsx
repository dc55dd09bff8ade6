/**
 * Owns counting a drawer and closing its shift. The count is blind: what there should be comes from main, and only once
 * a count was handed in. Every change is kept there, so that a crash or an interruption loses no counted coin.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CountOutcome, ShiftView } from "../../../contracts/ipc/shifts.ts";
import type { CashEntry } from "../../../domain/cash/cash-count.ts";
import { goBack } from "../../commands/go-back.ts";
import { errorSentence } from "../../commands/say-error.ts";
import { answerTenderKeys } from "../../commands/tender-keys.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { goTo } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { CashGrid } from "./CashGrid.tsx";
import { useCashEntry } from "./use-cash-entry.ts";
import "./count-shift.css";

const KEEP_AFTER_MS = 400;

/** Kept after a pause in typing, and not before anything was typed. */
const useKeptCount = (shiftId: number, entry: CashEntry | null, counting: boolean): void => {
  const kept = useRef(JSON.stringify(entry));
  useEffect(() => {
    const text = JSON.stringify(entry);
    if (entry === null || !counting || text === kept.current) {
      return;
    }
    const timer = window.setTimeout(() => {
      kept.current = text;
      void call("shift.keepCount", { shiftId, count: entry });
    }, KEEP_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [shiftId, entry, counting]);
};

const Outcome = ({ outcome }: { readonly outcome: CountOutcome }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { differenceMinor } = outcome;
  const verdict = differenceMinor === 0 ? "exact" : differenceMinor > 0 ? "over" : "short";
  return (
    <section className="count-outcome tw-card" aria-label={t("shift.outcome")}>
      <dl>
        <dt>{t("shift.expected")}</dt>
        <dd data-testid="expected">{formats.money(outcome.expectedMinor)}</dd>
        <dt>{t("shift.counted")}</dt>
        <dd data-testid="counted">{formats.money(outcome.countedMinor)}</dd>
      </dl>
      <p className={`count-verdict count-${verdict}`} role="status" data-testid="difference">
        {t(`shift.${verdict}`, { amount: formats.money(Math.abs(differenceMinor)) })}
      </p>
      <p className="tw-soft">{t("shift.differenceKept")}</p>
    </section>
  );
};

interface Count {
  readonly outcome: CountOutcome | null;
  readonly problem: string | null;
  /** Nothing is left but to close with the count that was handed in last. */
  readonly mustClose: boolean;
  readonly handIn: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly again: () => void;
}

const useCount = (shiftId: number, entry: CashEntry | null): Count => {
  const [outcome, setOutcome] = useState<CountOutcome | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [mustClose, setMustClose] = useState(false);
  const asking = useRef(false);
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (!asking.current) {
      asking.current = true;
      setProblem(null);
      await work();
      asking.current = false;
    }
  };
  const handIn = () =>
    once(async () => {
      if (entry === null) {
        return;
      }
      const result = await call("shift.handInCount", { shiftId, count: entry });
      if (result.ok) {
        setOutcome(result.value);
        return;
      }
      setMustClose(result.error.type === "RecountUsed");
      setProblem(errorSentence(result.error));
    });
  const close = () =>
    once(async () => {
      const result = await call("shift.close", { shiftId });
      if (result.ok) {
        goTo({ name: "shiftReport", view: result.value });
        return;
      }
      if (result.error.type === "CountOutdated") {
        setOutcome(null);
        setMustClose(false);
      }
      setProblem(errorSentence(result.error));
    });
  return { outcome, problem, mustClose, handIn, close, again: () => setOutcome(null) };
};

export const CountShiftScreen = ({ shift }: { readonly shift: ShiftView }) => {
  const { t } = useTranslation();
  const cash = useCashEntry(shift.draft);
  const count = useCount(shift.id, cash.entry);
  const { outcome, mustClose } = count;
  useKeptCount(shift.id, cash.entry, outcome === null);
  const closes = outcome !== null || mustClose;
  const go = useCallback(() => void (closes ? count.close() : count.handIn()), [closes, count]);
  useLayoutEffect(() => answerTenderKeys((tender) => (tender === "CASH" ? go() : undefined)), [go]);
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("shift.countTitle")}</h1>
      </div>
      <div className="page-body scroll">
        <p className="shift-hint tw-soft">
          {outcome === null ? t("shift.countHint") : t("shift.outcomeHint")}
        </p>
        {outcome === null ? <CashGrid cash={cash} /> : <Outcome outcome={outcome} />}
        <p className="shift-hint cash-problem" role="alert">
          {count.problem}
        </p>
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key tall label={t("pay.back")} hint="Esc" onPress={goBack} />
        {outcome?.mayRecount === true ? (
          <Key tall label={t("shift.countAgain")} onPress={count.again} />
        ) : null}
        <span className="page-bar-space" />
        <Key
          tall
          look="main"
          label={closes ? t("shift.close") : t("shift.handIn")}
          hint="F12"
          disabled={!closes && cash.entry === null}
          testId="count-go"
          onPress={go}
        />
      </nav>
    </main>
  );
};
