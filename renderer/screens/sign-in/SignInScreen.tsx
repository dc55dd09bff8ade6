/** Owns signing in by PIN: a pad, the keyboard anywhere, and plain words for a wrong PIN and a lock-out. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorSentence } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { NumberPad } from "../../controls/NumberPad.tsx";
import { useScreen } from "../../stores/screen-store.ts";
import { applyAppView, useTill } from "../../stores/till-store.ts";
import { changeLanguage } from "../../texts/i18n.ts";
import { call } from "../../transport/link.ts";
import { readState } from "../../session/read-state.ts";
import "./sign-in.css";

/** The two people of the demo store. Shown only where main says that this is the demo store. */
const DEMO_PINS = { cashier: "1111", manager: "2222" };
const MIN_DIGITS = 4;
const MAX_DIGITS = 8;

interface PinEntry {
  readonly pin: string;
  readonly problem: string | null;
  readonly type: (digit: string) => void;
  readonly back: () => void;
  readonly clear: () => void;
  readonly submit: () => void;
}

const usePinEntry = (): PinEntry => {
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const type = useCallback((digit: string) => {
    setProblem(null);
    setPin((before) => (before.length < MAX_DIGITS ? before + digit : before));
  }, []);
  const back = useCallback(() => setPin((before) => before.slice(0, -1)), []);
  const clear = useCallback(() => setPin(""), []);
  const submit = useCallback(() => {
    if (pin.length < MIN_DIGITS) {
      return;
    }
    setPin("");
    void call("session.signIn", { pin }).then(async (result) => {
      if (!result.ok) {
        setProblem(errorSentence(result.error));
        return;
      }
      applyAppView(result.value);
      await changeLanguage(result.value.language);
      await readState();
    });
  }, [pin]);
  return { pin, problem, type, back, clear, submit };
};

/** Digits work wherever the focus is; a scan's characters are taken out again by whoever saw the scan. */
const usePinKeys = ({ type, back, clear, submit }: PinEntry): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key)) {
        type(event.key);
      } else if (event.key === "Backspace") {
        back();
      } else if (event.key === "Escape") {
        clear();
      } else if (event.key === "Enter") {
        event.preventDefault();
        submit();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [type, back, clear, submit]);
};

const PinDots = ({ length }: { readonly length: number }) => {
  const { t } = useTranslation();
  return (
    <div className="sign-in-dots" role="img" aria-label={t("signIn.digits", { count: length })}>
      {Array.from({ length: Math.max(length, MIN_DIGITS) }, (_, index) => (
        <i key={index} className={index < length ? "is-filled" : ""} />
      ))}
    </div>
  );
};

const useClearOnScan = (clear: () => void): boolean => {
  const scanned = useScreen((state) => state.scanWhileSignedOut);
  useEffect(() => {
    if (scanned !== null) {
      clear();
    }
  }, [scanned, clear]);
  return scanned !== null;
};

const Place = () => {
  const { t } = useTranslation();
  const store = useTill((state) => state.store);
  return (
    <div className="sign-in-place">
      <h1>{store?.storeName}</h1>
      <p>{t("signIn.till", { till: store?.tillCode ?? "" })}</p>
      <p className="sign-in-promise">{t("signIn.promise")}</p>
    </div>
  );
};

export const SignInScreen = () => {
  const { t } = useTranslation();
  const demo = useTill((state) => state.demo);
  const entry = usePinEntry();
  usePinKeys(entry);
  const scanned = useClearOnScan(entry.clear);
  const problem = entry.problem ?? (scanned ? t("signIn.scanned") : null);
  return (
    <main className="sign-in">
      <Place />
      <section className="sign-in-pad tw-card" aria-label={t("signIn.title")}>
        <h2 className="tw-title">{t("signIn.title")}</h2>
        <PinDots length={entry.pin.length} />
        <p className={problem === null ? "tw-soft" : "tw-bad"} role="alert" data-testid="sign-in-problem">
          {problem ?? t("signIn.hint")}
        </p>
        <NumberPad decimalSign={null} onType={entry.type} onBack={entry.back} />
        <Key
          tall
          look="main"
          label={t("signIn.go")}
          hint="Enter"
          disabled={entry.pin.length < MIN_DIGITS}
          onPress={entry.submit}
        />
        {demo ? <p className="sign-in-demo">{t("signIn.demo", DEMO_PINS)}</p> : null}
      </section>
    </main>
  );
};
