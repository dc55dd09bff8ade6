/**
 * Owns the keyboard outside of fields: finds the command of a press and runs it, once per press.
 * Comes after the scan capture, which stops what belongs to a scan. Dialogs keep their keys except help and Escape.
 */
import type { ScanDecoder } from "../scanning/scan-decoder.ts";
import { useApproval } from "../stores/approval-store.ts";
import { useScreen } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { findCommand, type Command } from "./command-table.ts";
import { isNumeric } from "./entry-meaning.ts";
import { runCommand } from "./run-command.ts";

/** Longer than a scanner's pause between characters, shorter than a person notices. */
const SIGN_WAIT_MS = 70;

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

const isSearchBox = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.id === "search-box";

/** Signs, arrows and Delete belong to the field that has the focus, unless it is an empty search box. */
const belongsToField = (command: Command, target: EventTarget | null): boolean => {
  const typing = command.deferred === true || ["removeLine", "lineUp", "lineDown"].includes(command.id);
  if (!typing || !isField(target)) {
    return false;
  }
  const { entry } = useScreen.getState();
  const isStar = command.id === "quantity" && isNumeric(entry);
  return !(isSearchBox(target) && (entry === "" || isStar));
};

const isBlocked = (command: Command): boolean => {
  const { dialog, scanProblems, waitingForCard } = useScreen.getState();
  if (command.id === "back" || (command.id === "help" && dialog?.kind === "help")) {
    return false;
  }
  const asking = useApproval.getState().asked !== null;
  return asking || dialog !== null || scanProblems.length > 0 || waitingForCard;
};

/** More characters, or a scan's end, right after the sign: it was no command. */
const runUnlessScanned = (command: Command, decoder: ScanDecoder): void => {
  const length = decoder.pendingLength();
  window.setTimeout(() => {
    if (decoder.pendingLength() === length && !isBlocked(command)) {
      decoder.forget();
      runCommand(command.id);
    }
  }, SIGN_WAIT_MS);
};

/** Typing anywhere on the sell screen goes to the search box: focus moves before the character is put in. */
const leadToSearchBox = (event: KeyboardEvent): void => {
  const { screen, dialog, scanProblems } = useScreen.getState();
  const isText =
    event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (
    isText &&
    screen.name === "sell" &&
    dialog === null &&
    scanProblems.length === 0 &&
    useApproval.getState().asked === null &&
    !isField(event.target)
  ) {
    document.querySelector<HTMLInputElement>("#search-box")?.focus();
  }
};

export const listenToKeys = (decoder: ScanDecoder): (() => void) => {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (useTill.getState().staff === null || event.defaultPrevented || event.isComposing) {
      return;
    }
    const command = findCommand(event, useScreen.getState().screen.name);
    if (command === null || belongsToField(command, event.target)) {
      leadToSearchBox(event);
      return;
    }
    event.preventDefault();
    const repeats = command.id === "lineUp" || command.id === "lineDown";
    if (isBlocked(command) || (event.repeat && !repeats)) {
      return;
    }
    if (command.deferred === true) {
      runUnlessScanned(command, decoder);
    } else {
      runCommand(command.id);
    }
  };
  window.addEventListener("keydown", onKeyDown);
  return () => window.removeEventListener("keydown", onKeyDown);
};
