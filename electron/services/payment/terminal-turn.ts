/**
 * Owns that one thing at a time happens at the card terminal, be it a payment, a refund or a part payment that goes
 * back. While it does, no cash is taken or given back either: what the card pays for must not change under it.
 */
import { err, type Result } from "../../../domain/result.ts";

export interface TerminalTurn {
  readonly isTaken: () => boolean;
  /** Runs `work` alone; answers at once when the terminal has other work. */
  readonly take: <T, E>(
    work: () => Promise<Result<T, E>>,
  ) => Promise<Result<T, E | { readonly type: "TerminalBusy" }>>;
}

export const createTerminalTurn = (onChange: () => void): TerminalTurn => {
  let taken = false;
  const set = (next: boolean): void => {
    taken = next;
    onChange();
  };
  return {
    isTaken: () => taken,
    take: async (work) => {
      if (taken) {
        return err({ type: "TerminalBusy" });
      }
      set(true);
      try {
        return await work();
      } finally {
        set(false);
      }
    },
  };
};
