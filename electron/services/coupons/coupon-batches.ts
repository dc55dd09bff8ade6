/**
 * Owns making batches of coupons: codes nobody can guess, a piece at a time so that the till sells meanwhile, with
 * progress, to be cancelled at any time. No code counts before the whole batch is there; after a crash a batch is made
 * to its end or dropped.
 */
import type { CouponProgress, CouponTermsError } from "../../../contracts/ipc/coupons.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { COUPON_RANDOM_BYTES, couponCodeOf } from "../../../domain/coupons/coupon-code.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep, CouponsDep, DbDep, OffersDep, ProfileDep, RandomBytesDep } from "../deps.ts";
import { definitionOf, type WantedTerms } from "./coupon-terms.ts";

export interface CouponBatches {
  readonly create: (
    actor: Actor,
    wanted: WantedTerms & { readonly name: string; readonly size: number },
  ) => Result<{ readonly batchId: number }, CouponTermsError | { readonly type: "CouponsBusy" }>;
  readonly resume: (
    actor: Actor,
    batchId: number,
  ) => Result<null, { readonly type: "UnknownBatch" } | { readonly type: "CouponsBusy" }>;
  readonly cancel: (actor: Actor, batchId: number) => Result<null, { readonly type: "UnknownBatch" }>;
  readonly progress: () => CouponProgress | null;
  /** Leaves off where it is; resolves when nothing is written any more. */
  readonly stop: () => Promise<void>;
  /** Resolves when no batch is being made. */
  readonly settled: () => Promise<void>;
}

export interface CouponProgressDep {
  readonly onCouponProgress: (progress: CouponProgress | null) => void;
}

type BatchDeps = CouponsDep &
  DbDep &
  AuditDep &
  OffersDep &
  ProfileDep &
  RandomBytesDep &
  CouponProgressDep & { readonly onBug: (error: unknown) => void };

/** Codes in one transaction: a few milliseconds. */
const PIECE = 500;

/** Makes one batch at a time. */
interface Maker {
  readonly start: (batchId: number, actor: Actor) => void;
  /** null: nothing is being made. */
  readonly progress: () => CouponProgress | null;
  readonly leaveOff: () => void;
  readonly settled: () => Promise<void>;
}

const createMaker = (deps: BatchDeps): Maker => {
  let running: { readonly batchId: number; readonly total: number; done: number; isWanted: boolean } | null =
    null;
  let work: Promise<void> = Promise.resolve();
  const make = async (batchId: number, actor: Actor): Promise<void> => {
    const size = deps.coupons.findBatch(batchId)?.size ?? 0;
    const mine = { batchId, total: size, done: deps.coupons.figuresOf(batchId).made, isWanted: true };
    running = mine;
    while (mine.isWanted && mine.done < size) {
      const count = Math.min(PIECE, size - mine.done);
      allOrNothing(deps.db, () => addCodes(deps, { batchId, count, by: actor.staffId }));
      mine.done += count;
      deps.onCouponProgress({ batchId, done: mine.done, total: size });
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (mine.isWanted) {
      allOrNothing(deps.db, () => {
        deps.coupons.setBatchState(batchId, "ready", actor.staffId);
        audit(deps, actor, { action: "coupon.batch", batchId, after: { size } });
      });
    }
  };
  return {
    start: (batchId, actor) => {
      work = make(batchId, actor)
        .catch(deps.onBug)
        .finally(() => {
          running = null;
          deps.onCouponProgress(null);
        });
    },
    progress: () => running && { batchId: running.batchId, done: running.done, total: running.total },
    leaveOff: () => {
      if (running) {
        running.isWanted = false;
      }
    },
    settled: () => work,
  };
};

export const createCouponBatches = (deps: BatchDeps): CouponBatches => {
  const maker = createMaker(deps);
  const isUnfinished = (batchId: number): boolean => deps.coupons.findBatch(batchId)?.state === "making";
  return {
    create: (actor, { name, size, ...terms }) => {
      if (maker.progress()) {
        return err({ type: "CouponsBusy" });
      }
      const definition = definitionOf(deps, terms);
      if (!definition.ok) {
        return definition;
      }
      const batchId = deps.coupons.addBatch({ name, size, definition: definition.value }, actor.staffId);
      maker.start(batchId, actor);
      return ok({ batchId });
    },
    resume: (actor, batchId) => {
      if (maker.progress()) {
        return err({ type: "CouponsBusy" });
      }
      if (!isUnfinished(batchId)) {
        return err({ type: "UnknownBatch" });
      }
      maker.start(batchId, actor);
      return ok(null);
    },
    cancel: (actor, batchId) => {
      if (!isUnfinished(batchId)) {
        return err({ type: "UnknownBatch" });
      }
      if (maker.progress()?.batchId === batchId) {
        maker.leaveOff();
      }
      allOrNothing(deps.db, () => {
        deps.coupons.setBatchState(batchId, "cancelled", actor.staffId);
        deps.coupons.dropCodes(batchId);
        audit(deps, actor, { action: "coupon.batchCancelled", batchId, after: null });
      });
      return ok(null);
    },
    progress: maker.progress,
    stop: () => {
      maker.leaveOff();
      return maker.settled();
    },
    settled: maker.settled,
  };
};

const addCodes = (
  deps: CouponsDep & RandomBytesDep,
  { batchId, count, by }: { readonly batchId: number; readonly count: number; readonly by: number },
): void => {
  const bytes = deps.randomBytes(count * COUPON_RANDOM_BYTES);
  for (let at = 0; at < count; at += 1) {
    let code = couponCodeOf(bytes.subarray(at * COUPON_RANDOM_BYTES, (at + 1) * COUPON_RANDOM_BYTES));
    while (!deps.coupons.addCode(batchId, code, by)) {
      code = couponCodeOf(deps.randomBytes(COUPON_RANDOM_BYTES));
    }
  }
};

const audit = (
  deps: AuditDep & CouponsDep,
  actor: Actor,
  told: {
    readonly action: "coupon.batch" | "coupon.batchCancelled";
    readonly batchId: number;
    readonly after: { readonly size: number } | null;
  },
): void => {
  deps.audit.append({
    ...auditActor(actor),
    action: told.action,
    subject: `coupons ${deps.coupons.findBatch(told.batchId)?.name ?? String(told.batchId)}`,
    before: null,
    after: told.after,
    reason: null,
  });
};
