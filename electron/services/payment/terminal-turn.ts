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
  /** What no person asked for: not at all while something happens; who comes meanwhile waits for its end. */
  readonly background: (work: () => Promise<void>) => Promise<void>;
}

export const createTerminalTurn = (onChange: () => void): TerminalTurn => {
  let taken = false;
  let background: Promise<void> | null = null;
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
        await background;
        return await work();
      } finally {
        set(false);
      }
    },
    background: (work) => {
      if (!taken) {
        background ??= work().finally(() => {
          background = null;
          onChange();
        });
      }
      return background ?? Promise.resolve();
    },
  };
};
