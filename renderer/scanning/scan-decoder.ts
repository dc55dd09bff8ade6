/**
 * Owns telling a scanner that types like a keyboard from a person: a pure machine over key presses and their times.
 * A scan is at least 4 characters, mostly at most 50 ms apart, ended by Enter or Tab; a long code that
 * is known to be whole may be slower, because a busy computer hands it over late and no person types so fast. Two things are told apart where
 * there is a pause inside: digits a person typed just before the scan, and a computer that stalled in the middle of it.
 * What was typed into nothing, where no field shows it, is a scan at any pace once it is too long and too mixed for a PIN or
 * an amount: lost, nobody would know. A scanner that was set to send a rare sign before each code, or one after it, needs no pace: see `ScanFraming`.
 * It never decides to hold a character back, so what a person types is never eaten.
 */
import { isValidGtin } from "../../domain/scanning/check-digit.ts";
import { readBadge } from "../../domain/staff/badge.ts";

/** Signs that scanners were set to send around a code; "" for none. Everything else still goes by its pace. */
export interface ScanFraming {
  readonly prefix: string;
  readonly suffix: string;
}

export interface KeyPress {
  /** `KeyboardEvent.key`; a GS1 separator (Ctrl+]) is given as "\u001d". */
  readonly key: string;
  readonly timeMs: number;
  /** No field has the focus. */
  readonly intoNothing?: boolean;
}

export type Decoded =
  /** `typedBefore`: what a person typed just before, which is not part of the scan. */
  | { readonly kind: "scan"; readonly code: string; readonly typedBefore: string }
  /** The first character of what may become a scan: the moment to remember a field's content. */
  | { readonly kind: "started" }
  | { readonly kind: "continued" }
  /** Enter or Tab behind a scan that is over already: it goes no further. */
  | { readonly kind: "spare" }
  | { readonly kind: "nothing" };

export interface ScanDecoder {
  readonly press: (press: KeyPress) => Decoded;
  /** Characters of the burst under way; a sign among them is no command. */
  readonly pendingLength: () => number;
  /** What was pressed so far was a command, so no scan begins with it. */
  readonly forget: () => void;
}

const MIN_LENGTH = 4;
const MAX_PACE_MS = 50;
/** Twelve keys a second, for twelve keys and more: a trained person reaches nine. */
const MAX_WHOLE_PACE_MS = 80;
/** Shorter ones could be a PIN or a date that happens to fit. */
const MIN_WHOLE_LENGTH = 12;
/** A gap above this, and far above the burst's own pace, is a pause: a person's or a stalled computer's. */
const MIN_PAUSE_MS = 60;
/** A computer under load may hold characters back this long; only a code known to be whole excuses more. */
const MAX_STALL_MS = 250;
/** After this, what came before is forgotten. */
const FORGET_MS = 1500;
const MAX_STALLS = 3;
/** A quantity that a person types before a scan is not longer. */
const MAX_TYPED_DIGITS = 3;
/** A scanner whose suffix ended the scan may send Enter as well; within this it means nothing. */
const SPARE_END_MS = 150;
/** Of digits and other signs, pressed where no field takes them. */
const MIN_INTO_NOTHING = 8;
/** Behind a prefix: slower than any scanner, faster than somebody who looks for keys. */
const MAX_FRAMED_GAP_MS = 400;

/** `gaps[i]` is the time from character i to what follows it: the next character, or the ending key. */
interface Burst {
  readonly text: string;
  readonly gaps: readonly number[];
}

const readBurst = (presses: readonly KeyPress[], endMs: number): Burst => ({
  text: presses.map(({ key }) => key).join(""),
  gaps: presses.map(({ timeMs }, index) => (presses[index + 1]?.timeMs ?? endMs) - timeMs),
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

const isPause = (gapMs: number, paceMs: number): boolean => gapMs > Math.max(MIN_PAUSE_MS, 3 * paceMs);

/** Positions at which a scan could begin: the first character, and each one after a pause. */
const findStarts = ({ gaps }: Burst): readonly number[] => {
  const pace = median(gaps);
  return [0, ...gaps.slice(0, -1).flatMap((gap, index) => (isPause(gap, pace) ? [index + 1] : []))];
};

interface Judged {
  readonly text: string;
  readonly paceMs: number;
  readonly stalls: readonly number[];
}

const judge = (burst: Burst, start: number): Judged => {
  const gaps = burst.gaps.slice(start);
  const paceMs = median(gaps);
  return { text: burst.text.slice(start), paceMs, stalls: gaps.filter((gap) => isPause(gap, paceMs)) };
};

/** By its check digit, or as a staff badge, of which no part may end on a screen. */
const isWhole = (text: string): boolean => isValidGtin(text) || readBadge(text) !== null;

const isScannerPaced = ({ text, paceMs, stalls }: Judged): boolean =>
  text.length >= MIN_WHOLE_LENGTH && isWhole(text)
    ? paceMs <= MAX_WHOLE_PACE_MS
    : text.length >= MIN_LENGTH && paceMs <= MAX_PACE_MS && stalls.length <= MAX_STALLS;

const looksTyped = (text: string): boolean => text.length <= MAX_TYPED_DIGITS && /^\d*$/.test(text);

/** Not known to be whole: a short number before a pause was typed, any other pause was a stall. */
const isPlausible = (burst: Burst, start: number): boolean => {
  const { stalls, text } = judge(burst, start);
  const next = findStarts(burst).find((candidate) => candidate > start);
  const startsWithTyped = next !== undefined && looksTyped(text.slice(0, next - start));
  return !startsWithTyped && stalls.every((stall) => stall <= MAX_STALL_MS);
};

/**
 * Which part of the burst is the scan; -1 when none is. A part known to be whole decides: first without a short number that
 * a person may have typed (a 0 before an EAN-13 is valid too, so the shortest), else the longest part. Otherwise the longest part whose pauses can be explained.
 */
const findScanStart = (burst: Burst): number => {
  const starts = findStarts(burst).filter((start) => isScannerPaced(judge(burst, start)));
  const whole = starts.filter((start) => isWhole(burst.text.slice(start)));
  const afterTyped = whole.findLast((start) => start > 0 && looksTyped(burst.text.slice(0, start)));
  return afterTyped ?? whole[0] ?? starts.find((start) => isPlausible(burst, start)) ?? -1;
};

/** Where the code begins whose prefix stands in the burst; -1 when none does, or a person typed it. */
const findFramedStart = ({ text, gaps }: Burst, { prefix }: ScanFraming): number => {
  const at = prefix === "" ? -1 : text.indexOf(prefix);
  const start = at + prefix.length;
  return at >= 0 && start < text.length && gaps.slice(at).every((gap) => gap <= MAX_FRAMED_GAP_MS)
    ? start
    : -1;
};

/** A PIN or an amount is shorter and of digits alone. */
const isCodeIntoNothing = (presses: readonly KeyPress[], { text }: Burst): boolean =>
  presses.every(({ intoNothing }) => intoNothing === true) &&
  text.length >= MIN_INTO_NOTHING &&
  ((/\d/.test(text) && /\D/.test(text)) || (text.length >= MIN_WHOLE_LENGTH && isWhole(text)));

const MODIFIERS: readonly string[] = ["Shift", "AltGraph", "CapsLock", "Control", "Alt"];

export const createScanDecoder = (
  framing: () => ScanFraming = () => ({ prefix: "", suffix: "" }),
): ScanDecoder => {
  let presses: KeyPress[] = [];
  let endedBySuffixAtMs = Number.NEGATIVE_INFINITY;

  const read = (pressed: readonly KeyPress[], timeMs: number): Decoded => {
    const burst = readBurst(pressed, timeMs);
    const { prefix } = framing();
    const framed = findFramedStart(burst, framing());
    const found = framed < 0 ? findScanStart(burst) : framed;
    const start = found < 0 && isCodeIntoNothing(pressed, burst) ? 0 : found;
    const before = framed < 0 ? start : framed - prefix.length;
    return start < 0
      ? { kind: "nothing" }
      : { kind: "scan", code: burst.text.slice(start), typedBefore: burst.text.slice(0, before) };
  };

  const terminate = (timeMs: number): Decoded => {
    const isSpare = presses.length === 0 && timeMs - endedBySuffixAtMs < SPARE_END_MS;
    const decoded: Decoded = isSpare ? { kind: "spare" } : read(presses, timeMs);
    presses = [];
    return decoded;
  };

  /** The sign that ends a code was pressed: null where what stands before it was typed by a person. */
  const endBySuffix = (): Decoded | null => {
    const { suffix } = framing();
    const code = presses.slice(0, -suffix.length);
    const isEnd =
      suffix !== "" &&
      presses
        .map(({ key }) => key)
        .join("")
        .endsWith(suffix);
    const endMs = presses.at(-suffix.length)?.timeMs ?? 0;
    const decoded = isEnd && code.length > 0 ? read(code, endMs) : null;
    if (decoded?.kind !== "scan") {
      return null;
    }
    endedBySuffixAtMs = presses.at(-1)?.timeMs ?? endMs;
    presses = [];
    return decoded;
  };

  const press = (next: KeyPress): Decoded => {
    if (next.key === "Enter" || next.key === "Tab") {
      return terminate(next.timeMs);
    }
    if ([...next.key].length !== 1) {
      // Shift and the like arrive between a scanner's characters; any other key ends the burst.
      presses = MODIFIERS.includes(next.key) ? presses : [];
      return { kind: "nothing" };
    }
    const last = presses.at(-1);
    const isNew = last === undefined || next.timeMs - last.timeMs > FORGET_MS;
    presses = isNew ? [next] : [...presses, next];
    return endBySuffix() ?? { kind: isNew ? "started" : "continued" };
  };

  return {
    press,
    pendingLength: () => presses.length,
    forget: () => {
      presses = [];
    },
  };
};
