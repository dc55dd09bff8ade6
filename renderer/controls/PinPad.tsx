/** Owns how a PIN is entered: dots for what is there, a line for what must be said, the pad, and the key that sends. */
import { useTranslation } from "react-i18next";
import { Key } from "./Key.tsx";
import { NumberPad } from "./NumberPad.tsx";
import "./pin-pad.css";
import { MIN_PIN_DIGITS, type PinEntry } from "./use-pin-entry.ts";

interface PinPadProps {
  readonly entry: PinEntry;
  readonly goLabel: string;
  readonly hint: string;
  /** Why the last try did not do; takes the place of the hint. */
  readonly problem: string | null;
  readonly testId: string;
}

const PinDots = ({ length }: { readonly length: number }) => {
  const { t } = useTranslation();
  return (
    <div className="pin-dots" role="img" aria-label={t("signIn.digits", { count: length })}>
      {Array.from({ length: Math.max(length, MIN_PIN_DIGITS) }, (_, index) => (
        <i key={index} className={index < length ? "is-filled" : ""} />
      ))}
    </div>
  );
};

export const PinPad = ({ entry, goLabel, hint, problem, testId }: PinPadProps) => (
  <div className="pin-pad">
    <PinDots length={entry.pin.length} />
    <p className={problem === null ? "tw-soft" : "tw-bad"} role="alert" data-testid={testId}>
      {problem ?? hint}
    </p>
    <NumberPad decimalSign={null} onType={entry.type} onBack={entry.back} />
    <Key
      tall
      look="main"
      label={goLabel}
      hint="Enter"
      disabled={entry.pin.length < MIN_PIN_DIGITS}
      onPress={entry.submit}
    />
  </div>
);
