import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  PrintFailure,
  PrintFailureCause,
  SendCertainty,
} from "../../../../domain/printing/print-failure.ts";
import {
  afterRestart,
  afterSend,
  ATTEMPTS_BY_ITSELF,
  newPrintJob,
  nextAttempt,
  retryByHand,
  type NextAttempt,
  type PrintJob,
} from "../../../../domain/printing/print-job.ts";
import { err, ok } from "../../../../domain/result.ts";

const queued = newPrintJob({ id: 7, nowMs: 1000, opensDrawer: true });
const failure = (cause: PrintFailureCause, certainty: SendCertainty): PrintFailure => ({
  type: "PrintFailure",
  cause,
  certainty,
  detail: "",
});
const begin = (job: PrintJob): NextAttempt & { readonly type: "send" } => {
  const next = nextAttempt(job, job.nextAttemptAtMs ?? 0);
  if (next.type !== "send") {
    throw new Error(`Expected a job to send, got ${next.type}`);
  }
  return next;
};
const sending = begin(queued).job;

describe("a print job", () => {
  it("is marked sent before its bytes leave", () => {
    expect(begin(queued)).toMatchObject({
      asCopy: false,
      openDrawer: true,
      job: { state: "sent", attempts: 1, cause: null, nextAttemptAtMs: null },
    });
  });

  it("is confirmed only by the printer", () => {
    expect(afterSend(sending, ok({ confirmed: true }), 1500)).toMatchObject({
      state: "confirmed",
      cause: null,
    });
    expect(afterSend(sending, ok({ confirmed: false }), 1500)).toMatchObject({
      state: "sent",
      cause: "unconfirmed",
    });
  });

  it.each<[PrintFailureCause, SendCertainty, PrintJob["state"], boolean]>([
    ["refused", "nothingSent", "queued", false],
    ["offline", "nothingSent", "queued", false],
    ["paperEnd", "nothingSent", "queued", false],
    ["paperEnd", "maybeSent", "failed", true],
    ["reset", "maybeSent", "failed", true],
    ["timeout", "maybeSent", "failed", true],
    ["timeout", "nothingSent", "queued", false],
  ])("after %s with %s is %s and says why", (...[cause, certainty, state, maybePrinted]) => {
    expect(afterSend(sending, err(failure(cause, certainty)), 2000)).toMatchObject({
      state,
      cause,
      maybePrinted,
    });
  });

  it("waits longer and longer, no longer than half a minute, and in the end for a person", () => {
    let job = queued;
    let nowMs = 1000;
    const waits: number[] = [];
    while (job.state === "queued") {
      nowMs = job.nextAttemptAtMs ?? nowMs;
      job = afterSend(begin(job).job, err(failure("refused", "nothingSent")), nowMs);
      waits.push((job.nextAttemptAtMs ?? nowMs) - nowMs);
    }
    expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(job).toMatchObject({
      state: "failed",
      cause: "refused",
      maybePrinted: false,
      attempts: ATTEMPTS_BY_ITSELF,
    });
    expect(nextAttempt(job, nowMs + 1_000_000)).toEqual({ type: "rest" });
  });

  it("is not sent before its time", () => {
    expect(nextAttempt(queued, 999)).toEqual({ type: "wait", untilMs: 1000 });
  });

  it("opens the drawer at the first attempt only, and not after a restart", () => {
    const again = afterSend(sending, err(failure("refused", "nothingSent")), 1001);
    expect(begin(again).openDrawer).toBe(false);
    expect(begin(afterRestart(queued, 5000)).openDrawer).toBe(false);
  });

  it("that only opens the drawer is tried once, and never again by anybody", () => {
    const drawer = newPrintJob({ id: 8, nowMs: 1000, opensDrawer: true, drawerOnly: true });
    const failed = afterSend(begin(drawer).job, err(failure("paperEnd", "nothingSent")), 2000);
    expect(failed).toMatchObject({ state: "failed", cause: "paperEnd", maybePrinted: false });
    expect(retryByHand(failed, 3000)).toMatchObject({ ok: false });
    expect(afterRestart(drawer, 3000)).toMatchObject({ state: "failed", cause: "unknownAfterRestart" });
  });

  it("on its way at a crash is unknown; handed over before, it stays as it was", () => {
    expect(afterRestart(sending, 9000)).toMatchObject({
      state: "failed",
      cause: "unknownAfterRestart",
      maybePrinted: true,
    });
    const handedOver = afterSend(sending, ok({ confirmed: false }), 1500);
    expect(afterRestart(handedOver, 9000)).toEqual(handedOver);
    const confirmed = afterSend(sending, ok({ confirmed: true }), 1500);
    expect(afterRestart(confirmed, 9000)).toEqual(confirmed);
  });

  it.each([
    ["a reset", afterSend(sending, err(failure("reset", "maybeSent")), 2000), true],
    ["a crash", afterRestart(sending, 2000), true],
    ["no confirmation", afterSend(sending, ok({ confirmed: false }), 2000), true],
    [
      "a refusal",
      afterSend({ ...sending, attempts: 24 }, err(failure("refused", "nothingSent")), 2000),
      false,
    ],
  ])("prints again by hand after %s, as a copy where paper may exist", (_, job, asCopy) => {
    const retried = retryByHand(job, 3000);
    expect(retried.ok && begin(retried.value)).toMatchObject({
      asCopy,
      openDrawer: false,
      job: { attempts: 1 },
    });
  });

  it("cannot be asked for again while it is queued, under way or confirmed", () => {
    for (const job of [queued, sending, afterSend(sending, ok({ confirmed: true }), 1500)]) {
      expect(retryByHand(job, 3000)).toEqual({ ok: false, error: { type: "NotFailed", state: job.state } });
    }
  });

  it("answered without having been sent is a bug", () => {
    expect(() => afterSend(queued, ok({ confirmed: true }), 1)).toThrow("while not being sent");
  });

  it("whose bytes may have left is never sent again by itself, whatever happens", () => {
    const happenings = fc.constantFrom("sent", "confirmed", "maybeSent", "nothingSent", "restart");
    fc.assert(
      fc.property(fc.array(happenings, { maxLength: 40 }), (events) => {
        let job = queued;
        let mayBeOnPaper = false;
        for (const happening of events) {
          const nowMs = job.nextAttemptAtMs ?? job.updatedAtMs;
          const next = nextAttempt(job, nowMs);
          if (next.type !== "send") {
            job = afterRestart(job, nowMs);
            continue;
          }
          expect(mayBeOnPaper).toBe(false);
          mayBeOnPaper = happening !== "nothingSent";
          if (happening === "restart") {
            job = afterRestart(next.job, nowMs);
            continue;
          }
          const taken = happening === "sent" || happening === "confirmed";
          const outcome = taken
            ? ok({ confirmed: happening === "confirmed" })
            : err(failure("timeout", happening));
          job = afterSend(next.job, outcome, nowMs);
        }
      }),
    );
  });
});
