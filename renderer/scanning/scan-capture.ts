/**
 * Owns listening for scans at the window, in the capture phase: whatever has the focus, whatever dialog is open.
 * Scanned characters first reach a focused field like any typing; once they prove to be a scan they are taken out
 * again and the ending Enter or Tab goes no further. A scan may reach several fields: a dialog that the scan before it
 * opened takes the focus in the middle of it.
 */
import { framingSign, readFraming, withoutFramingSigns } from "./framing-keys.ts";
import { createScanDecoder, type ScanDecoder, type ScanFraming } from "./scan-decoder.ts";

interface FieldSnapshot {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** How many characters of the burst came before the field got its first. */
  readonly position: number;
}

const takeSnapshot = (position: number): FieldSnapshot | null => {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
    return null;
  }
  const { value } = field;
  return {
    field,
    value,
    start: field.selectionStart ?? value.length,
    end: field.selectionEnd ?? value.length,
    position,
  };
};

/** Sets a field as a person would: through the native setter, so that React hears of it. */
const setFieldValue = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

/** Each field keeps of what it got only what a person typed into it. */
const restore = (snapshots: readonly FieldSnapshot[], typedBefore: string): void => {
  for (const [index, { field, value, start, end, position }] of snapshots.entries()) {
    const typedHere = typedBefore.slice(position, snapshots[index + 1]?.position);
    const restored = value.slice(0, start) + typedHere + value.slice(end);
    // A date that is typed in part has the value it had: setting it again takes the parts out.
    if (field.value !== restored || field.selectionStart === null) {
      setFieldValue(field, restored);
    }
  }
};

const isKnown = (snapshots: readonly FieldSnapshot[], { field }: FieldSnapshot): boolean =>
  snapshots.some((snapshot) => snapshot.field === field);

const keyOf = (event: KeyboardEvent): string | null => {
  if (event.ctrlKey && event.key === "]") {
    return "\u001D";
  }
  if (event.altKey && event.key.length === 1) {
    // A command's chord: its letter is in no field and begins no scan.
    return event.code;
  }
  return event.ctrlKey || event.metaKey ? null : event.key;
};

export interface ScanCapture {
  readonly decoder: ScanDecoder;
  readonly stop: () => void;
}

export const captureScans = (onScan: (code: string) => void, framing: () => ScanFraming): ScanCapture => {
  const signs = (): ScanFraming => readFraming(framing());
  const decoder = createScanDecoder(signs);
  let snapshots: FieldSnapshot[] = [];

  const onKeyDown = (event: KeyboardEvent): void => {
    const sign = framingSign(event, signs());
    const key = sign ?? keyOf(event);
    if (key === null || event.isComposing || event.repeat) {
      return;
    }
    // Taken before the character arrives in the field: capture comes first.
    const before = takeSnapshot(decoder.pendingLength());
    const decoded = decoder.press({ key, timeMs: event.timeStamp, intoNothing: before === null });
    if (decoded.kind === "started") {
      snapshots = before === null ? [] : [{ ...before, position: 0 }];
    }
    if (decoded.kind === "continued" && before !== null && !isKnown(snapshots, before)) {
      snapshots.push(before);
    }
    // A key that the shop gave to its scanner is no command any more.
    if (sign !== null || decoded.kind === "scan" || decoded.kind === "spare") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (decoded.kind === "scan") {
      restore(snapshots, withoutFramingSigns(decoded.typedBefore));
      snapshots = [];
      onScan(withoutFramingSigns(decoded.code));
    }
  };

  window.addEventListener("keydown", onKeyDown, { capture: true });
  return { decoder, stop: () => window.removeEventListener("keydown", onKeyDown, { capture: true }) };
};
