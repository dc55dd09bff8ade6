/** Owns opening a shift: the float that is in the drawer, counted or as a total. F12 opens, Escape leaves it for later. */
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { goBack } from "../../commands/go-back.ts";
import { errorSentence } from "../../commands/say-error.ts";
import { answerTenderKeys } from "../../commands/tender-keys.ts";
import { Key } from "../../controls/Key.tsx";
import { goTo, say } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { call } from "../../transport/link.ts";
import { CashGrid } from "./CashGrid.tsx";
import { useCashEntry } from "./use-cash-entry.ts";

export const OpenShiftScreen = () => {
  const { t } = useTranslation();
  const cash = useCashEntry(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);
  const { entry } = cash;
  const open = useCallback(async (): Promise<void> => {
    if (entry === null || asking.current) {
      return;
    }
    asking.current = true;
    const result = await call("shift.open", { float: entry });
    asking.current = false;
    if (!result.ok && result.error.type !== "ShiftAlreadyOpen") {
      setProblem(errorSentence(result.error));
      return;
    }
    if (result.ok) {
      useTill.setState({ shifts: result.value });
    }
    goTo({ name: "sell" });
    say(result.ok ? t("shift.opened") : t("error.ShiftAlreadyOpen"));
  }, [entry, t]);
  useLayoutEffect(() => answerTenderKeys((tender) => (tender === "CASH" ? void open() : undefined)), [open]);
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("shift.openTitle")}</h1>
      </div>
      <div className="page-body scroll">
        <p className="shift-hint tw-soft">{t("shift.openHint")}</p>
        <CashGrid cash={cash} />
        <p className="shift-hint cash-problem" role="alert">
          {problem}
        </p>
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key tall label={t("shift.later")} hint="Esc" onPress={goBack} />
        <span className="page-bar-space" />
        <Key
          tall
          look="main"
          label={t("shift.open")}
          hint="F12"
          disabled={entry === null}
          testId="open-shift"
          onPress={() => void open()}
        />
      </nav>
    </main>
  );
};
