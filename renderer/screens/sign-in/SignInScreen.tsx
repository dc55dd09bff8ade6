/** Owns signing in by PIN or badge: a pad, the keyboard anywhere, and plain words for a wrong PIN and a lock-out. */
import { IconLock } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorSentence } from "../../commands/say-error.ts";
import { PinPad } from "../../controls/PinPad.tsx";
import { usePinEntry } from "../../controls/use-pin-entry.ts";
import { readBadge } from "../../../domain/staff/badge.ts";
import { readState } from "../../session/read-state.ts";
import { useScreen } from "../../stores/screen-store.ts";
import { applyAppView, useTill } from "../../stores/till-store.ts";
import { changeLanguage } from "../../texts/i18n.ts";
import { call } from "../../transport/link.ts";
import "./sign-in.css";

/** The two people of the demo store. Shown only where main says that this is the demo store. */
const DEMO_PINS = { cashier: "1111", manager: "2222" };

const useSignIn = () => {
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = useCallback((credential: { readonly pin: string } | { readonly badge: string }) => {
    useScreen.setState({ scanWhileSignedOut: null });
    void call("session.signIn", credential).then(async (result) => {
      if (!result.ok) {
        setProblem(errorSentence(result.error));
        return;
      }
      applyAppView(result.value);
      await changeLanguage(result.value.language);
      await readState();
    });
  }, []);
  return { problem, signIn };
};

/** A badge signs in; any other scan only ends what was typed, because its digits are no PIN. */
const useScansHere = (
  clear: () => void,
  signIn: (credential: { readonly badge: string }) => void,
): boolean => {
  const scanned = useScreen((state) => state.scanWhileSignedOut);
  const badge = scanned === null ? null : readBadge(scanned);
  useEffect(() => {
    if (scanned !== null) {
      clear();
    }
    if (badge !== null) {
      signIn({ badge });
    }
  }, [scanned, badge, clear, signIn]);
  return scanned !== null && badge === null;
};

const Place = () => {
  const { t } = useTranslation();
  const store = useTill((state) => state.store);
  const lockedName = useTill((state) => state.lockedName);
  return (
    <div className="sign-in-place">
      <h1>{store?.storeName}</h1>
      <p>{t("signIn.till", { till: store?.tillCode ?? "" })}</p>
      {lockedName === null ? null : (
        <p className="sign-in-locked" data-testid="locked-name">
          <IconLock size={26} aria-hidden />
          {t("signIn.locked", { name: lockedName })}
        </p>
      )}
      <p className="sign-in-promise">{t(lockedName === null ? "signIn.promise" : "signIn.lockedHint")}</p>
    </div>
  );
};

export const SignInScreen = () => {
  const { t } = useTranslation();
  const demo = useTill((state) => state.demo);
  const { problem, signIn } = useSignIn();
  const entry = usePinEntry(useCallback((pin: string) => signIn({ pin }), [signIn]));
  const scannedGoods = useScansHere(entry.clear, signIn);
  return (
    <main className="sign-in">
      <Place />
      <section className="sign-in-pad tw-card" aria-label={t("signIn.title")}>
        <h2 className="tw-title">{t("signIn.title")}</h2>
        <PinPad
          entry={entry}
          goLabel={t("signIn.go")}
          hint={t("signIn.hint")}
          problem={scannedGoods ? t("signIn.scanned") : entry.pin === "" ? problem : null}
          testId="sign-in-problem"
        />
        {demo ? <p className="sign-in-demo">{t("signIn.demo", DEMO_PINS)}</p> : null}
      </section>
    </main>
  );
};
