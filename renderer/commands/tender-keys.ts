/** Owns who answers F11 and F12 away from the sell screen: the screen that is taking or giving money. */
import type { TenderType } from "../../domain/sale/sale.ts";

type TenderHandler = (tender: TenderType) => void;

let handler: TenderHandler | null = null;

/** Returns the function that stops answering. */
export const answerTenderKeys = (next: TenderHandler): (() => void) => {
  handler = next;
  return () => {
    if (handler === next) {
      handler = null;
    }
  };
};

export const runTenderKey = (tender: TenderType): void => handler?.(tender);
