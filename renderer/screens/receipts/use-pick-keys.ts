/** Owns choosing what comes back with the keyboard: arrows point at a line, + and − change it, Enter takes all or none. */
import { useLayoutEffect, useState } from "react";
import type { ReceiptLineView } from "../../../contracts/ipc/receipts.ts";
import { useScreen } from "../../stores/screen-store.ts";
import { stepOf } from "./RefundLineRow.tsx";

type Picked = Readonly<Record<number, number>>;

const isForeign = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLButtonElement;

const newQuantity = (key: string, line: ReceiptLineView, pickedMilli: number): number | null => {
  switch (key) {
    case "+":
      return pickedMilli + stepOf(line);
    case "-":
      return pickedMilli - stepOf(line);
    case "Enter":
      return pickedMilli === 0 ? line.refundableMilli : 0;
    default:
      return null;
  }
};

export const usePickKeys = (
  lines: readonly ReceiptLineView[],
  picked: Picked,
  onPick: (lineNumber: number, quantityMilli: number) => void,
): number => {
  const [index, setIndex] = useState(0);
  const pointed = Math.max(0, Math.min(index, lines.length - 1));
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { dialog, scanProblems } = useScreen.getState();
      if (dialog !== null || scanProblems.length > 0 || event.defaultPrevented || isForeign(event.target)) {
        return;
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        setIndex(pointed + (event.key === "ArrowDown" ? 1 : -1));
        return;
      }
      const line = lines[pointed];
      const quantityMilli = line && newQuantity(event.key, line, picked[line.lineNumber] ?? 0);
      if (line && quantityMilli !== null && quantityMilli !== undefined && !event.repeat) {
        event.preventDefault();
        onPick(line.lineNumber, quantityMilli);
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [lines, picked, pointed, onPick]);
  return pointed;
};
