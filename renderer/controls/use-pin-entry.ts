/** Owns entering a PIN: digits from the pad or the keyboard, wherever the focus is. The PIN is gone once it is sent. */
import { useCallback, useLayoutEffect, useState } from "react";

export const MIN_PIN_DIGITS = 4;
const MAX_PIN_DIGITS = 8;

export interface PinEntry {
  readonly pin: string;
  readonly type: (digit: string) => void;
  readonly back: () => void;
  readonly clear: () => void;
  readonly submit: () => void;
}

/** `onPin` is called with a PIN of at least four digits. */
export const usePinEntry = (onPin: (pin: string) => void): PinEntry => {
  const [pin, setPin] = useState("");
  const type = useCallback(
    (digit: string) => setPin((before) => (before.length < MAX_PIN_DIGITS ? before + digit : before)),
    [],
  );
  const back = useCallback(() => setPin((before) => before.slice(0, -1)), []);
  const clear = useCallback(() => setPin(""), []);
  const submit = useCallback(() => {
    if (pin.length >= MIN_PIN_DIGITS) {
      setPin("");
      onPin(pin);
    }
  }, [pin, onPin]);
  usePinKeys({ type, back, clear, submit });
  return { pin, type, back, clear, submit };
};

/** A scan's characters are taken out again by whoever saw the scan. */
const usePinKeys = ({ type, back, clear, submit }: Omit<PinEntry, "pin">): void => {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (/^\d$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
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
