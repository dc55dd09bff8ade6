/**
 * Owns the one seam between the till and whatever shows it: the browser host, the Electron shell, a test.
 * A port validates every payload itself and answers with a Result; it throws only for bugs.
 * Must not know windows, sockets or who is asking.
 */
import type { Result } from "../../domain/result.ts";

export interface TillPort {
  /** `procedure` and `payload` come from outside and are not trusted. */
  readonly call: (procedure: string, payload: unknown) => Promise<Result<unknown, unknown>>;
  /** Returns the function that ends the subscription. */
  readonly onEvent: (listener: TillEventListener) => () => void;
  /** Closes the database and the devices; nothing may be called afterwards. */
  readonly close: () => Promise<void>;
}

export type TillEventListener = (event: string, data: unknown) => void;
