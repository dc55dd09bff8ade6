/**
 * Owns the lines that a till and a card terminal on the network send each other: one JSON object a line, UTF-8, a
 * connection for each question (docs/hardware.md has the protocol). What a terminal says is read field by field and
 * never passed on whole; a line that means nothing is null.
 */
import { isPlainCardNumber } from "./mask-card-numbers.ts";

export type TerminalQuestion =
  | {
      readonly type: "pay" | "refund";
      readonly reference: string;
      readonly amountMinor: number;
      readonly currency: string;
    }
  /** Undoes the payment `original`, all of it. */
  | {
      readonly type: "reverse";
      readonly reference: string;
      readonly original: string;
      readonly amountMinor: number;
      readonly currency: string;
    }
  | { readonly type: "cancel" | "lookup"; readonly reference: string }
  | { readonly type: "status" };

export type TerminalAnswer =
  | {
      readonly type: "approved";
      readonly reference: string;
      readonly amountMinor: number;
      readonly brand: string;
      readonly last4: string;
      readonly authCode: string;
      readonly terminalId: string;
      /** A card number stood in what else it sent. */
      readonly tellsCardNumber: boolean;
    }
  | { readonly type: "declined"; readonly reference: string; readonly reason: string }
  /** `none`: never begun, or it charged nothing; `pending`: still under way. */
  | { readonly type: "cancelled" | "none" | "pending"; readonly reference: string }
  | { readonly type: "status"; readonly busy: boolean };

/** A terminal that sends more without a line's end is broken. */
export const LONGEST_LINE = 4096;

export const questionLine = (question: TerminalQuestion): string => `${JSON.stringify(question)}\n`;

export const readAnswer = (line: string): TerminalAnswer | null => {
  const said = readObject(line);
  const { type, reference } = said;
  if (type === "status") {
    return typeof said["busy"] === "boolean" ? { type, busy: said["busy"] } : null;
  }
  if (typeof reference !== "string") {
    return null;
  }
  switch (type) {
    case "cancelled":
    case "none":
    case "pending":
      return { type, reference };
    case "declined":
      return { type, reference, reason: textOf(said["reason"]) };
    case "approved":
      return typeof said["amountMinor"] === "number" && Number.isSafeInteger(said["amountMinor"])
        ? {
            type,
            reference,
            amountMinor: said["amountMinor"],
            brand: textOf(said["brand"]),
            last4: textOf(said["last4"]),
            authCode: textOf(said["authCode"]),
            terminalId: textOf(said["terminalId"]),
            tellsCardNumber: Object.entries(said).some(
              ([name, value]) => name !== "reference" && holdsCardNumber(value),
            ),
          }
        : null;
    default:
      return null;
  }
};

/** At any depth. */
const holdsCardNumber = (value: unknown): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).some(holdsCardNumber)
    : isPlainCardNumber(String(value));

const readObject = (line: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
};

const LONGEST_TEXT = 200;

const textOf = (value: unknown): string => (typeof value === "string" ? value.slice(0, LONGEST_TEXT) : "");
