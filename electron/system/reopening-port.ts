/**
 * Owns the port that outlives its till: when a backup takes the database's place, the old till is closed and the new
 * one opened behind it, and whoever listens goes on listening. Calls made meanwhile wait and meet the new till.
 */
import { err, ok, type Result } from "../../domain/result.ts";
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
  const passage = createPassage();
  let inner: TillPort | null = null;
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
  const reopenAfter: ReopenAfter = (work) =>
    passage.alone(async () => {
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
    });
  const opened = open();
  if (!opened.ok) {
    return opened;
  }
  return ok({
    call: (procedure, payload) =>
      passage.through(async () =>
        inner === null ? err({ type: "StorageFailed", cause: "other" }) : inner.call(procedure, payload),
      ),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await inner?.close();
      deps.release();
    },
  });
};

interface Passage {
  readonly through: <T>(work: () => Promise<T>) => Promise<T>;
  /** From inside a call: waits until it is the only one, and lets no other in meanwhile. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

const createPassage = (): Passage => {
  let underWay = 0;
  let gate: Promise<void> | null = null;
  let tellQuiet: (() => void) | null = null;
  return {
    through: async (work) => {
      await gate;
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay <= 1) {
          tellQuiet?.();
          tellQuiet = null;
        }
      }
    },
    alone: async (work) => {
      const closed = Promise.withResolvers<void>();
      gate = closed.promise;
      try {
        if (underWay > 1) {
          await new Promise<void>((resolve) => {
            tellQuiet = resolve;
          });
        }
        return await work();
      } finally {
        gate = null;
        closed.resolve();
      }
    },
  };
};
