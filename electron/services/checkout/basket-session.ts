/**
 * Owns the one basket that is open at this till. What it holds in memory is what SQLite holds: a change is stored
 * before anyone sees it, and a failed write leaves both as they were. Tells listeners after each change.
 */
import { inTransaction } from "../../../db/in-transaction.ts";
import { emptyBasket, type Basket } from "../../../domain/basket/basket.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { Actor, BasketsDep, ClockDep, DbDep, IdsDep } from "../deps.ts";

export interface BasketSession {
  readonly current: () => Basket | null;
  /** The open basket, or a fresh one that is not stored until its first change. */
  readonly currentOrNew: (actor: Actor) => Basket;
  /** Stores the new state, together with what `alsoStore` writes, in one transaction. */
  readonly store: <E>(after: Basket, alsoStore?: () => Result<unknown, E>) => Result<Basket, E>;
  /** Runs a transaction after which no basket is open (sold, parked or voided). */
  readonly close: <T, E>(work: (basket: Basket) => Result<T, E>) => Result<T, E>;
  /** Makes a basket that is already stored as open the current one. */
  readonly adopt: (basket: Basket) => void;
  readonly onChange: (listener: () => void) => () => void;
}

type BasketSessionDeps = DbDep & BasketsDep & ClockDep & IdsDep;

export const createBasketSession = (deps: BasketSessionDeps): BasketSession => {
  let current = deps.baskets.open();
  const listeners = new Set<() => void>();
  const settle = (next: Basket | null): void => {
    current = next;
    for (const listener of listeners) {
      listener();
    }
  };
  return {
    current: () => current,
    currentOrNew: (actor) =>
      current ??
      emptyBasket({ id: deps.ids.next(), staffId: actor.staffId, createdAtMs: deps.clock.nowMs() }),
    store: (after, alsoStore) => {
      const stored = inTransaction(deps.db, () => {
        deps.baskets.save({ before: current, after, atMs: deps.clock.nowMs() });
        const also = alsoStore?.() ?? ok(null);
        return also.ok ? ok(after) : also;
      });
      if (stored.ok) {
        settle(after);
      }
      return stored;
    },
    close: (work) => {
      const basket = current;
      if (!basket) {
        throw new Error("There is no open basket to close");
      }
      const done = inTransaction(deps.db, () => work(basket));
      if (done.ok) {
        settle(null);
      }
      return done;
    },
    adopt: settle,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
