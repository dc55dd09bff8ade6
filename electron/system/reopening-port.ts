/**
 * Owns the port that outlives its till: when a backup takes the database's place, the old till is closed and the new
 * one opened behind it, and whoever listens goes on listening. Calls made meanwhile wait and meet the new till.
 */
import type { Result } from "../../domain/result.ts";
import { err } from "../../domain/result.ts";
import type { TillEventListener, TillPort } from "../ipc/till-port.ts";

/** Waits for a quiet moment, runs the work, closes the till and opens it again; false: it did not open. */
export type ReopenAfter = (work: () => void) => Promise<boolean>;

export interface ReopeningDeps<E> {
  /** Called at first, and after each time a till was closed for another database. */
  readonly open: (reopenAfter: ReopenAfter) => Result<TillPort, E>;
  readonly release: () => void;
  readonly onBug: (error: unknown) => void;
}

export const createReopeningPort = <E>(deps: ReopeningDeps<E>): Result<TillPort, E> => {
  const listeners = new Set<TillEventListener>();
  let inner: TillPort | null = null;
  let underWay = 0;
  let gate: Promise<void> | null = null;
  let tellQuiet: (() => void) | null = null;
  const forward: TillEventListener = (event, data) => {
    for (const listener of listeners) {
      listener(event, data);
    }
  };
  const open = (): Result<TillPort, E> => {
    const opened = deps.open(reopenAfter);
    if (opened.ok) {
      inner = opened.value;
      opened.value.onEvent(forward);
    }
    return opened;
  };
  const onlyOneLeft = (): Promise<void> =>
    underWay <= 1 ? Promise.resolve() : new Promise((resolve) => (tellQuiet = resolve));
  const reopenAfter: ReopenAfter = async (work) => {
    const passage = Promise.withResolvers<void>();
    gate = passage.promise;
    try {
      await onlyOneLeft();
      work();
      await inner?.close();
      inner = null;
      const opened = open();
      if (opened.ok) {
        forward("till.reopened", null);
      } else {
        deps.onBug(new Error(`The restored till does not open: ${JSON.stringify(opened.error)}`));
      }
      return opened.ok;
    } finally {
      gate = null;
      passage.resolve();
    }
  };
  const opened = open();
  if (!opened.ok) {
    return opened;
  }
  return {
    ok: true,
    value: {
      call: async (procedure, payload) => {
        await gate;
        if (inner === null) {
          return err({ type: "StorageFailed", cause: "other" });
        }
        underWay += 1;
        try {
          return await inner.call(procedure, payload);
        } finally {
          underWay -= 1;
          if (underWay <= 1) {
            tellQuiet?.();
            tellQuiet = null;
          }
        }
      },
      onEvent: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      close: async () => {
        await gate;
        await inner?.close();
        deps.release();
      },
    },
  };
};
