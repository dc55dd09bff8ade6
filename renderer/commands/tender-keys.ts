/** Owns who answers F10 to F12 away from the sell screen: the screen that is taking or giving money or goods. */
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

let exchangeHandler: (() => void) | null = null;

/** F10 where goods of a receipt are chosen. Returns the function that stops answering. */
export const answerExchangeKey = (next: () => void): (() => void) => {
  exchangeHandler = next;
  return () => {
    if (exchangeHandler === next) {
      exchangeHandler = null;
    }
  };
};

export const runExchangeKey = (): void => exchangeHandler?.();

export const runTenderKey = (tender: TenderType): void => handler?.(tender);
