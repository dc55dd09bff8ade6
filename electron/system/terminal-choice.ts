/**
 * Owns the card terminal in use, and changing it while the till runs. The guard stays the same over every terminal, so
 * that what it knows of open attempts is not lost; whether a change is allowed is decided elsewhere.
 */
import type { CardTerminal, GuardedTerminal } from "../../drivers/terminal/card-terminal.ts";
import { guardTerminal } from "../../drivers/terminal/guard-terminal.ts";
import {
  createTcpTerminal,
  type LateApproval,
  type TcpTerminal,
} from "../../drivers/terminal/tcp-terminal.ts";
import type { TerminalChoice } from "../services/devices/terminal-setup.ts";
import { readTerminalAddress } from "./terminal-address.ts";

export interface TerminalInUse extends TerminalChoice {
  readonly terminal: GuardedTerminal;
  readonly isSimulated: () => boolean;
  readonly close: () => void;
}

export interface TerminalInUseParts {
  /** The address that the till was started with; null: what the shop chose. */
  readonly fixed: string | null;
  readonly stored: string;
  readonly simulated: CardTerminal;
  readonly onChange: () => void;
  readonly onLateApproval: (late: LateApproval) => void;
}

export const createTerminalInUse = (parts: TerminalInUseParts): TerminalInUse => {
  let address = parts.fixed ?? parts.stored;
  const connect = (wanted: string): TcpTerminal | null => {
    const read = readTerminalAddress(wanted);
    return read && createTcpTerminal({ ...read, onLateApproval: parts.onLateApproval });
  };
  let onNetwork = connect(address);
  let isReachable = true;
  const current = (): CardTerminal => onNetwork ?? parts.simulated;
  const know = (reachable: boolean): void => {
    if (isReachable !== reachable) {
      isReachable = reachable;
      parts.onChange();
    }
  };
  const terminal = guardTerminal({
    get name() {
      return current().name;
    },
    pay: (request, signal) => current().pay(request, signal),
    refund: (request) => current().refund(request),
    status: () => current().status(),
    lastTransaction: (reference) => current().lastTransaction(reference),
  });
  const look = async (): Promise<void> => {
    const asked = onNetwork;
    const status = await terminal.status();
    if (asked === onNetwork) {
      know(onNetwork === null || status.reachable);
    }
  };
  return {
    terminal,
    address: () => (onNetwork === null ? "" : address),
    isFixed: parts.fixed !== null,
    isSimulated: () => onNetwork === null,
    isReadable: (wanted) => wanted === "" || readTerminalAddress(wanted) !== null,
    use: (wanted) => {
      onNetwork?.close();
      address = wanted;
      onNetwork = connect(wanted);
      isReachable = true;
      parts.onChange();
      void look();
    },
    isReachable: () => isReachable,
    look,
    close: () => onNetwork?.close(),
  };
};
