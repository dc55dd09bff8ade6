/**
 * Owns what the customer display cannot read from the till's state: which basket was open last, so that thanks and
 * change can be shown once it is sold, and telling that there is something new to show.
 */
import type { SessionDep } from "../deps.ts";

export interface LastSale {
  /** The id of the basket that is no longer open; null: another one is, or none was. */
  readonly basketId: () => string | null;
  /** What is shown changed for another reason. */
  readonly changed: () => void;
  readonly onChange: (listener: () => void) => void;
}

export const createLastSale = ({ basketSession }: SessionDep): LastSale => {
  let openId = basketSession.current()?.id ?? null;
  let closedId: string | null = null;
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) {
      listener();
    }
  };
  basketSession.onChange(() => {
    const current = basketSession.current();
    closedId = current === null ? (openId ?? closedId) : null;
    openId = current?.id ?? null;
    changed();
  });
  return {
    basketId: () => closedId,
    changed,
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
};
