/**
 * Owns the shop in which random days pass: a whole till in memory with four people whose rights come from the seed, and
 * what was acknowledged there. Whoever is refused for want of a right asks somebody else at times, often the wrong one.
 */
import type { Payload, ProcedureName, Success } from "../../contracts/ipc.ts";
import type { CashMovementKind } from "../../domain/cash/cash-movement.ts";
import type { PerpetualTotals } from "../../domain/shift/shift-ledger.ts";
import { openTestTill, type TestTill } from "../support/test-till.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";

/** The demo store's two, and two more. */
export const PINS = ["1111", "3333", "5555", "2222"] as const;
export const MANAGER_PIN = "2222";

/** Cash that went in or out without a sale, as the till answered. */
export interface SeenMove {
  readonly shiftId: number;
  readonly kind: Exclude<CashMovementKind, "sale" | "refund" | "noSale">;
  readonly amountMinor: number;
}

export interface DayShop {
  readonly test: TestTill;
  readonly random: SeededRandom;
  readonly moves: SeenMove[];
  /** How often each thing was done, and how often a second person was asked. */
  readonly done: Map<string, number>;
  perpetual: PerpetualTotals;
  /** The newest sale whose prices were looked at. */
  checkedSaleSeq: number;
  /** The price list as the morning left it. */
  priceList: string;
}

export const openDayShop = async (seed: number): Promise<DayShop> => {
  const random = seededRandom(seed);
  const test = openTestTill({ dataDir: ":memory:", offers: "demo", printsReceipts: false });
  const { till } = test;
  for (const [name, roleCode, pin] of [
    ["Zeynep A.", "cashier", "3333"],
    ["Kerem S.", "supervisor", "5555"],
  ] as const) {
    till.staff.create({ name, roleCode, badgeHash: null, pinHash: till.hashPin(pin) }, null);
  }
  giveRandomRights(test, random);
  await test.must("session.signIn", { pin: MANAGER_PIN });
  await test.must("shift.setDrawerMode", { drawerMode: random.chance(35) ? "perCashier" : "shared" });
  return {
    test,
    random,
    moves: [],
    done: new Map(),
    perpetual: { salesMinor: 0, refundsMinor: 0, netMinor: 0 },
    checkedSaleSeq: 0,
    priceList: readPriceList(test),
  };
};

/** Fixed for the till's life, so that a look at them in the evening says what was allowed at noon. */
const giveRandomRights = ({ till }: TestTill, random: SeededRandom): void => {
  for (const role of ["cashier", "supervisor"]) {
    for (const permission of ["line:discount", "basket:discount", "price:override"] as const) {
      const [beyond, grant] = random.pick([
        ["approval", "allowed"],
        ["denied", "allowed"],
        ["denied", "approval"],
      ] as const);
      till.roles.setRight(role, permission, { grant, limit: random.between(0, 40) * 100, beyond });
    }
  }
};

export const readPriceList = ({ till }: TestTill): string =>
  JSON.stringify(
    till.db.sqlite.prepare("SELECT * FROM price ORDER BY product_id, valid_from_ms").raw().all(),
  );

export const count = (shop: DayShop, what: string): void => {
  shop.done.set(what, (shop.done.get(what) ?? 0) + 1);
};

/** The answer, with somebody's approval if it needs one and somebody gives it; null when it was refused. */
export const attempt = async <N extends ProcedureName>(
  shop: DayShop,
  name: N,
  payload: Payload<N>,
): Promise<Success<N> | null> => {
  const answer = (await shop.test.call(name, payload)) as Answer<Success<N>>;
  if (answer.ok) {
    count(shop, name);
    return answer.value;
  }
  const { error } = answer;
  if (["Internal", "InvalidPayload", "StorageFailed", "UnknownProcedure"].includes(error.type)) {
    throw new Error(`${name} answered ${JSON.stringify(error)}: ${shop.test.bugs.map(String).join("; ")}`);
  }
  return error.type === "NeedsApproval" ? await approved<N>(shop, error.requestId ?? "", name) : null;
};

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly type: string; readonly requestId?: string } };

const approved = async <N extends ProcedureName>(
  shop: DayShop,
  requestId: string,
  name: N,
): Promise<Success<N> | null> => {
  if (shop.random.chance(25)) {
    count(shop, "nobody to ask");
    return null;
  }
  const pin = shop.random.chance(50) ? MANAGER_PIN : shop.random.pick(PINS);
  const given = await shop.test.call("approval.approve", { requestId, pin });
  count(shop, given.ok ? "approved" : "not approved");
  const answer = given.ok ? (given.value.answer as Answer<Success<N>>) : null;
  if (!answer?.ok) {
    return null;
  }
  count(shop, name);
  return answer.value;
};
