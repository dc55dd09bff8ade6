/**
 * Owns printing the coupons of a batch as slips: a few in the print queue at a time, so that a receipt of a sale never waits
 * behind them for long. A slip that the printer gives up stops the run; it is printed again under Devices, the rest from
 * there. One run at a time, forgotten when the program ends: what was queued is printed, the rest is asked for again.
 */
import type { CouponPrinting } from "../../../contracts/ipc/coupons.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { isAtRest, type PrintJobState } from "../../../domain/printing/print-job.ts";
import { buildCouponSlip } from "../../../domain/receipt/build-coupon-slip.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { DbDep } from "../deps.ts";
import { queueDocument, type QueueDocumentsDeps } from "../printing/queue-documents.ts";
import { couponRow, type CouponListDeps } from "./list-coupons.ts";
import { COUPON_READERS } from "./print-coupons.ts";

export interface PrintRange {
  readonly batchId: number;
  /** Places in the order of the codes, the first is 1. */
  readonly from: number;
  readonly to: number;
}

export interface CouponPrintRun {
  readonly start: (
    range: PrintRange,
  ) => Result<
    { readonly count: number },
    | { readonly type: "UnknownBatch" }
    | { readonly type: "CouponsPrinting" }
    | { readonly type: "NoSuchCoupons"; readonly size: number }
  >;
  /** Of a run that was stopped. */
  readonly resume: () => void;
  /** Queues no more; what was queued still comes. */
  readonly cancel: () => void;
  readonly progress: () => CouponPrinting | null;
  /** A job of the queue has changed. */
  readonly look: (jobId: number) => void;
}

export interface CouponPrintingDep {
  readonly onCouponPrinting: (printing: CouponPrinting | null) => void;
}

type PrintBatchDeps = CouponListDeps & QueueDocumentsDeps & DbDep & CouponPrintingDep;

/** Slips in the queue at once: a receipt waits for no more. */
const PIECE = 10;

interface Run {
  readonly batchId: number;
  readonly total: number;
  readonly firstSkip: number;
  done: number;
  queued: number;
  afterKey: string;
  state: CouponPrinting["state"];
  readonly waiting: Set<number>;
}

export const createCouponPrintRun = (deps: PrintBatchDeps): CouponPrintRun => {
  let run: Run | null = null;
  const progress = (): CouponPrinting | null =>
    run && { batchId: run.batchId, done: run.done, total: run.total, state: run.state };
  const goOn = (mine: Run): void => {
    while (mine.waiting.size === 0 && mine.queued < mine.total) {
      queuePiece(deps, mine);
    }
    if (mine.waiting.size === 0) {
      run = null;
    }
    deps.printing.wake();
    deps.onCouponPrinting(progress());
  };
  return {
    start: ({ batchId, from, to }) => {
      if (run?.state === "printing") {
        return err({ type: "CouponsPrinting" });
      }
      if (deps.coupons.findBatch(batchId)?.state !== "ready") {
        return err({ type: "UnknownBatch" });
      }
      const size = deps.coupons.figuresOf(batchId).made;
      const total = Math.min(to, size) - from + 1;
      if (total < 1) {
        return err({ type: "NoSuchCoupons", size });
      }
      run = {
        batchId,
        total,
        firstSkip: from - 1,
        done: 0,
        queued: 0,
        afterKey: "",
        state: "printing",
        waiting: new Set(),
      };
      goOn(run);
      return ok({ count: total });
    },
    resume: () => {
      if (run?.state === "stopped") {
        run.state = "printing";
        goOn(run);
      }
    },
    cancel: () => {
      run = null;
      deps.onCouponPrinting(null);
    },
    progress,
    look: (jobId) => {
      if (run?.waiting.has(jobId) !== true) {
        return;
      }
      const ending = endOf(deps, jobId);
      if (ending === null) {
        return;
      }
      run.waiting.delete(jobId);
      run.done += 1;
      run.state = ending === "failed" ? "stopped" : run.state;
      if (run.waiting.size === 0 && run.state === "printing") {
        goOn(run);
      } else {
        deps.onCouponPrinting(progress());
      }
    },
  };
};

/** null: it still has a way to go. */
const endOf = ({ printJobs }: QueueDocumentsDeps, jobId: number): PrintJobState | null => {
  const job = printJobs.find(jobId);
  // The column holds only causes of the queue.
  return job !== null && isAtRest(job as Parameters<typeof isAtRest>[0]) ? job.state : null;
};

/** Coupons that cannot be read, or a till that prints nothing, leave nothing to wait for. */
const queuePiece = (deps: PrintBatchDeps, run: Run): void => {
  const { batchId, afterKey } = run;
  const limit = Math.min(PIECE, run.total - run.queued);
  const skip = afterKey === "" ? run.firstSkip : 0;
  const listed = deps.coupons.list({ batchId, text: "", afterKey, skip, limit });
  allOrNothing(deps.db, () => {
    for (const coupon of listed) {
      const row = couponRow(deps, coupon);
      const jobId =
        row &&
        queueDocument(deps, {
          kind: "slip",
          document: buildCouponSlip({ ...row, campaign: row.campaign?.label ?? null }, deps.profile),
          opensDrawer: false,
          readers: COUPON_READERS,
        });
      if (jobId === null) {
        run.done += 1;
      } else {
        run.waiting.add(jobId);
      }
    }
  });
  // Some were removed meanwhile: then the end is nearer.
  run.queued = listed.length < limit ? run.total : run.queued + listed.length;
  run.afterKey = listed.at(-1)?.codeKey ?? afterKey;
};
