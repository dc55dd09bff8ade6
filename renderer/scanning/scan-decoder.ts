/**
 * Owns telling a scanner that types like a keyboard from a person: a pure machine over key presses and their times.
 * A scan is at least 4 characters, on average at most 50 ms apart, ended by Enter or Tab. It never decides to hold a
 * character back, so what a person types is never eaten; whoever feeds it takes leaked characters out afterwards.
 */

export interface KeyPress {
  /** `KeyboardEvent.key`; a GS1 separator (Ctrl+]) is given as "\u001d". */
  readonly key: string;
  readonly timeMs: number;
}

export type Decoded =
  /** `typedBefore`: what a person typed just before, which is not part of the scan. */
  | { readonly kind: "scan"; readonly code: string; readonly typedBefore: string }
  /** The first character of what may become a scan: the moment to remember a field's content. */
  | { readonly kind: "started" }
  | { readonly kind: "continued" }
  | { readonly kind: "nothing" };

export interface ScanDecoder {
  readonly press: (press: KeyPress) => Decoded;
  /** Characters of the burst under way: more than one means "do not treat them as commands". */
  readonly pendingLength: () => number;
}

const MIN_LENGTH = 4;
const MAX_AVERAGE_MS = 50;
/** A longer pause always starts over. */
const MAX_GAP_MS = 120;
/** A gap that is both this long and far above the burst's own pace is a person's key before the scan. */
const PERSON_GAP_MS = 60;

const gapsOf = (presses: readonly KeyPress[]): readonly number[] =>
  presses.slice(1).map((press, index) => press.timeMs - (presses[index]?.timeMs ?? press.timeMs));

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Where the scanner's own characters begin: after the last pause that breaks its pace. */
const findStart = (presses: readonly KeyPress[]): number => {
  const gaps = gapsOf(presses);
  const limit = Math.max(PERSON_GAP_MS, 3 * median(gaps));
  const slow = gaps.findLastIndex((gap) => gap > limit);
  return slow + 1;
};

const isFast = (presses: readonly KeyPress[], endMs: number): boolean => {
  const first = presses[0];
  return (
    first !== undefined && presses.length >= MIN_LENGTH && (endMs - first.timeMs) / presses.length <= MAX_AVERAGE_MS
  );
};

const textOf = (presses: readonly KeyPress[]): string => presses.map(({ key }) => key).join("");

const isTerminator = (key: string): boolean => key === "Enter" || key === "Tab";

const isCharacter = (key: string): boolean => [...key].length === 1;

export const createScanDecoder = (): ScanDecoder => {
  let presses: KeyPress[] = [];

  const terminate = (press: KeyPress): Decoded => {
    const all = presses;
    presses = [];
    const last = all.at(-1);
    if (last === undefined || press.timeMs - last.timeMs > MAX_GAP_MS) {
      return { kind: "nothing" };
    }
    const start = findStart(all);
    const scanned = all.slice(start);
    if (!isFast(scanned, press.timeMs)) {
      return { kind: "nothing" };
    }
    return { kind: "scan", code: textOf(scanned), typedBefore: textOf(all.slice(0, start)) };
  };

  const press = (next: KeyPress): Decoded => {
    if (isTerminator(next.key)) {
      return terminate(next);
    }
    if (!isCharacter(next.key)) {
      // Shift and the like arrive between a scanner's characters; any other key ends the burst.
      if (!["Shift", "AltGraph", "CapsLock", "Control", "Alt"].includes(next.key)) {
        presses = [];
      }
      return { kind: "nothing" };
    }
    const last = presses.at(-1);
    const isNew = last === undefined || next.timeMs - last.timeMs > MAX_GAP_MS;
    presses = isNew ? [next] : [...presses, next];
    return { kind: isNew ? "started" : "continued" };
  };

  return { press, pendingLength: () => presses.length };
};
