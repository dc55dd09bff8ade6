/**
 * Owns the shape of time as storage sees it. The real clock lives in electron/system; tests pass one that they set.
 * Nothing in db/ may read the machine's clock on its own.
 */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: () => number;
}
