/**
 * Owns every key of the till: one table that the keyboard listens to and that the help shows.
 * Letters stay free for typing into the search box, so commands are function keys, signs and Alt chords.
 */
import type { Screen } from "../stores/screen-store.ts";

export type CommandId =
  | "help"
  | "search"
  | "receipts"
  | "park"
  | "recall"
  | "offers"
  | "discount"
  | "coupon"
  | "customer"
  | "priceCheck"
  | "more"
  | "exchange"
  | "voidSale"
  | "pay"
  | "exactCash"
  | "quantity"
  | "oneMore"
  | "oneLess"
  | "removeLine"
  | "lineUp"
  | "lineDown"
  | "devices"
  | "drawer"
  | "office"
  | "settings"
  | "switchCashier"
  | "signOut"
  | "back";

export interface Command {
  readonly id: CommandId;
  /** `KeyboardEvent.key`, or "Alt+X" by the key's place on the keyboard. */
  readonly key: string;
  /** How the key reads on buttons and in the help. */
  readonly shown: string;
  readonly screens: readonly Screen["name"][] | "all";
  /** A sign that could also be a scan's first character: waits a moment to be sure. */
  readonly deferred?: true;
}

const SELL: readonly Screen["name"][] = ["sell"];
const FREE: readonly Screen["name"][] = [
  "sell",
  "done",
  "parked",
  "receipts",
  "devices",
  "office",
  "settings",
  "customer",
  "openShift",
  "countShift",
  "shiftReport",
];

export const COMMANDS: readonly Command[] = [
  { id: "help", key: "F1", shown: "F1", screens: "all" },
  { id: "search", key: "F2", shown: "F2", screens: FREE },
  { id: "receipts", key: "F3", shown: "F3", screens: FREE },
  { id: "park", key: "F4", shown: "F4", screens: SELL },
  { id: "recall", key: "F5", shown: "F5", screens: FREE },
  { id: "offers", key: "F6", shown: "F6", screens: SELL },
  { id: "discount", key: "F7", shown: "F7", screens: SELL },
  { id: "coupon", key: "F8", shown: "F8", screens: SELL },
  { id: "priceCheck", key: "F9", shown: "F9", screens: ["sell", "done"] },
  { id: "more", key: "F10", shown: "F10", screens: SELL },
  { id: "exchange", key: "F10", shown: "F10", screens: ["receipts"] },
  { id: "voidSale", key: "Alt+V", shown: "Alt V", screens: ["done"] },
  { id: "pay", key: "F11", shown: "F11", screens: ["sell", "pay", "receipts", "refundWithoutReceipt"] },
  {
    id: "exactCash",
    key: "F12",
    shown: "F12",
    screens: ["sell", "pay", "receipts", "refundWithoutReceipt", "openShift", "countShift"],
  },
  { id: "quantity", key: "*", shown: "*", screens: SELL, deferred: true },
  { id: "oneMore", key: "+", shown: "+", screens: SELL, deferred: true },
  { id: "oneLess", key: "-", shown: "−", screens: SELL, deferred: true },
  { id: "removeLine", key: "Delete", shown: "Del", screens: SELL },
  { id: "lineUp", key: "ArrowUp", shown: "↑", screens: SELL },
  { id: "lineDown", key: "ArrowDown", shown: "↓", screens: SELL },
  { id: "customer", key: "Alt+M", shown: "Alt M", screens: FREE },
  { id: "devices", key: "Alt+D", shown: "Alt D", screens: FREE },
  { id: "drawer", key: "Alt+C", shown: "Alt C", screens: FREE },
  { id: "office", key: "Alt+B", shown: "Alt B", screens: FREE },
  { id: "settings", key: "Alt+S", shown: "Alt S", screens: FREE },
  { id: "switchCashier", key: "Alt+U", shown: "Alt U", screens: "all" },
  { id: "signOut", key: "Alt+L", shown: "Alt L", screens: FREE },
  { id: "back", key: "Escape", shown: "Esc", screens: "all" },
];

const SHOWN = new Map(COMMANDS.map((command) => [command.id, command.shown]));

export const keyOfCommand = (id: CommandId): string => SHOWN.get(id) ?? "";

export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** "KeyS" with Alt is "Alt+S" on every keyboard layout. */
const nameOfPress = (press: PressedKey): string =>
  press.altKey && press.code.startsWith("Key") ? `Alt+${press.code.slice(3)}` : press.key;

export const findCommand = (press: PressedKey, screen: Screen["name"]): Command | null => {
  if (press.ctrlKey || press.metaKey) {
    return null;
  }
  const name = nameOfPress(press);
  return (
    COMMANDS.find(
      (command) => command.key === name && (command.screens === "all" || command.screens.includes(screen)),
    ) ?? null
  );
};
