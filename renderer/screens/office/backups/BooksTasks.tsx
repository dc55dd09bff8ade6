/** Owns proving the journal and rebuilding the search index by a key, with how far the work is and what came of it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { useTill } from "../../../stores/till-store.ts";
import { describeError } from "../../../texts/error-text.ts";
import { call } from "../../../transport/link.ts";

interface Outcome {
  readonly good: boolean;
  readonly text: string;
}

const Progress = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const progress = useTill((state) => state.booksProgress);
  if (progress === null) {
    return null;
  }
  const { task, done, total } = progress;
  return (
    <div className="books-progress" role="status">
      <span>{t(`backup.progress.${task}`, { done: formats.count(done) })}</span>
      <progress value={total === 0 ? undefined : done} max={Math.max(total, 1)} />
    </div>
  );
};

export const BooksTasks = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const isBusy = useTill((state) => state.booksProgress !== null);
  const grants = useTill((state) => state.staff?.grants ?? null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const verify = async (): Promise<void> => {
    setOutcome(null);
    const result = await call("journal.verify", {});
    if (!result.ok) {
      setOutcome({ good: false, text: describeError(result.error, { t, formats }) });
      return;
    }
    const { count, sales, sinceMs, epochs } = result.value;
    const figures = { entries: formats.count(count), sales: formats.count(sales) };
    setOutcome({
      good: true,
      text:
        sinceMs === null
          ? t("journal.empty")
          : t(epochs > 1 ? "journal.unbrokenEpochs" : "journal.unbroken", {
              ...figures,
              since: formats.date(sinceMs),
              restored: formats.count(epochs - 1),
            }),
    });
  };
  const rebuild = async (): Promise<void> => {
    setOutcome(null);
    const result = await call("search.rebuild", {});
    setOutcome(
      result.ok
        ? { good: true, text: t("search.rebuilt", { products: formats.count(result.value.products) }) }
        : { good: false, text: describeError(result.error, { t, formats }) },
    );
  };
  const may = (permission: "journal:verify" | "search:rebuild"): boolean =>
    grants !== null && grants[permission] !== "denied";
  return (
    <div className="books-tasks">
      <div className="books-task-keys">
        <Key
          label={t("journal.verify")}
          disabled={isBusy || !may("journal:verify")}
          testId="journal-verify"
          onPress={() => void verify()}
        />
        <Key
          label={t("search.rebuild")}
          disabled={isBusy || !may("search:rebuild")}
          testId="search-rebuild"
          onPress={() => void rebuild()}
        />
      </div>
      <Progress />
      {outcome === null ? null : (
        <p className={outcome.good ? "tw-save" : "tw-bad"} role="status" data-testid="books-outcome">
          {outcome.text}
        </p>
      )}
    </div>
  );
};
