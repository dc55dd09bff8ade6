/**
 * Owns listening for scans at the window, in the capture phase: whatever has the focus, whatever dialog is open.
 * Scanned characters first reach a focused field like any typing; once they prove to be a scan they are taken out
 * again and the ending Enter or Tab goes no further.
 */
import { createScanDecoder, type ScanDecoder } from "./scan-decoder.ts";

interface FieldSnapshot {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const takeSnapshot = (): FieldSnapshot | null => {
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
  };
};

/** Sets a field as a person would: through the native setter, so that React hears of it. */
const setFieldValue = (field: HTMLInputElement | HTMLTextAreaElement, value: string): void => {
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const restore = (snapshot: FieldSnapshot | null, typedBefore: string): void => {
  if (snapshot === null) {
    return;
  }
  const { field, value, start, end } = snapshot;
  const restored = value.slice(0, start) + typedBefore + value.slice(end);
  if (field.value !== restored) {
    setFieldValue(field, restored);
  }
};

const keyOf = (event: KeyboardEvent): string | null => {
  if (event.ctrlKey && event.key === "]") {
    return "\u001D";
  }
  return event.ctrlKey || event.metaKey ? null : event.key;
};

export interface ScanCapture {
  readonly decoder: ScanDecoder;
  readonly stop: () => void;
}

export const captureScans = (onScan: (code: string) => void): ScanCapture => {
  const decoder = createScanDecoder();
  let snapshot: FieldSnapshot | null = null;

  const onKeyDown = (event: KeyboardEvent): void => {
    const key = keyOf(event);
    if (key === null || event.isComposing || event.repeat) {
      return;
    }
    // Taken before the character arrives in the field: capture comes first.
    const before = takeSnapshot();
    const decoded = decoder.press({ key, timeMs: event.timeStamp });
    if (decoded.kind === "started") {
      snapshot = before;
    }
    if (decoded.kind === "scan") {
      event.preventDefault();
      event.stopImmediatePropagation();
      restore(snapshot, decoded.typedBefore);
      snapshot = null;
      onScan(decoded.code);
    }
  };

  window.addEventListener("keydown", onKeyDown, { capture: true });
  return { decoder, stop: () => window.removeEventListener("keydown", onKeyDown, { capture: true }) };
};
