/**
 * Owns what the screens know of the till process: typed calls, pushed events, and whether it is there.
 * Types come from the contract's table alone. Answers are values; nothing here throws for a failed call.
 */
import type {
  EventName,
  Payload,
  ProcedureError,
  ProcedureName,
  PushedEvents,
  Success,
} from "../../contracts/ipc.ts";
import type { BasketView } from "../../contracts/ipc/basket.ts";
import type { CallError } from "../../contracts/ipc/procedure.ts";
import type { Result } from "../../domain/result.ts";

/** The till process did not answer; `sent` says whether the call may have had an effect. */
export interface TillAway {
  readonly type: "TillAway";
  readonly sent: boolean;
}

export type CallFailure<N extends ProcedureName> = ProcedureError<N> | CallError | TillAway;

/** Every error that any procedure can answer: what the texts must cover. */
export type TillError = CallFailure<ProcedureName>;

export type TillEvent = {
  readonly [E in EventName]: { readonly event: E; readonly data: PushedEvents[E] };
}[EventName];

export type Connection = "connecting" | "connected" | "away";

export interface TillClient {
  readonly call: <N extends ProcedureName>(
    name: N,
    payload: Payload<N>,
  ) => Promise<Result<Success<N>, CallFailure<N>>>;
  readonly onEvent: (listener: (event: TillEvent) => void) => void;
  /** Called with the present state at once, then with every change. */
  readonly onConnection: (listener: (connection: Connection) => void) => void;
}

/** What a transport carries, before types are put on it. */
export interface RawTransport {
  readonly call: (procedure: string, payload: unknown) => Promise<unknown>;
  readonly onEvent: (listener: (event: unknown) => void) => void;
  readonly onConnection: (listener: (connection: Connection) => void) => void;
}

type AnswersBasket = {
  readonly [N in ProcedureName]: [
    Extract<Success<N>, BasketView | { readonly basket: BasketView | null }>,
  ] extends [never]
    ? never
    : N;
}[ProcedureName];

/** They wait for a person at the terminal, or tell the whole till. */
type ToldAtOnce = "payment.card" | "payment.giveBack" | "exchange.payOut" | "app.state" | "session.signIn";

/** Besides `basket.*`: answered at once, with what the basket is then. */
const CHANGES_BASKET: Readonly<Record<Exclude<AnswersBasket, `basket.${string}` | ToldAtOnce>, true>> = {
  "customer.attach": true,
  "customer.detach": true,
  "customer.enrol": true,
  "exchange.addReturns": true,
  "exchange.removeReturn": true,
  "giftCard.pay": true,
  "giftCard.sell": true,
  "giftCard.topUp": true,
  "membership.sell": true,
  "participation.join": true,
  "payment.cash": true,
  "payment.complete": true,
  "payment.points": true,
};

const changesBasket = (name: ProcedureName): boolean =>
  name.startsWith("basket.") || name === "approval.approve" || Object.hasOwn(CHANGES_BASKET, name);

/**
 * The only place where an answer gets its type: main made it from the same table.
 * Main tells every page of a changed basket before it answers the one that changed it. Shown at once, the new total would
 * stand there while the dialog that asked is still open and takes the next key; so it waits for the answer.
 */
export const createTillClient = (transport: RawTransport): TillClient => {
  let changing = 0;
  const held: (() => void)[] = [];
  const finish = (): void => {
    changing -= 1;
    if (changing === 0) {
      held.splice(0).forEach((tell) => tell());
    }
  };
  return {
    call: async <N extends ProcedureName>(name: N, payload: Payload<N>) => {
      const holds = changesBasket(name);
      changing += holds ? 1 : 0;
      try {
        return (await transport.call(name, payload)) as Result<Success<N>, CallFailure<N>>;
      } finally {
        if (holds) {
          finish();
        }
      }
    },
    onEvent: (listener) =>
      transport.onEvent((told) => {
        const event = told as TillEvent;
        if (event.event === "basket.changed" && changing > 0) {
          held.push(() => listener(event));
        } else {
          listener(event);
        }
      }),
    onConnection: transport.onConnection,
  };
};
