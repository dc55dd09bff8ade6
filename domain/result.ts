/**
 * Owns the one way to say "this worked" or "this is why not" for errors a caller can act on.
 * Errors are plain tagged objects (`{ type: "UnknownBarcode", code }`), so they cross IPC unchanged.
 * Bugs are thrown, never returned.
 */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const err = <E>(error: E): Err<E> => ({ ok: false, error });
