/**
 * Owns the one line that scans and money actions stand in. F12 pressed while a scan is still on its way waits for it,
 * and a scan made during a payment belongs to the next sale. Decisions:
 * - an unknown code opens a message that stays until a person closes it, because an item is missing from the basket;
 *   it does not stop the scans behind it, which go on being added;
 * - a money action behind a code that could not be added is dropped, because the basket is not what was scanned;
 * - an item that needs a price or a weight holds the line until it is answered.
 */
import { KEYBOARD, type ScanSource } from "../scanning/scan-source.ts";
import { createScanQueue, type JobOutcome } from "../scanning/scan-queue.ts";
import { useScreen } from "../stores/screen-store.ts";
import { handleScan } from "./handle-scan.ts";
import { finishSerialScan } from "./serial-scans.ts";

export interface ScanJob {
  readonly kind: "scan";
  readonly code: string;
  readonly quantityMilli: number | null;
  readonly source: ScanSource;
  /** Of a scan that waits in main until it is dealt with; null for one from the keyboard. */
  readonly scanId: number | null;
}

interface ActionJob {
  readonly kind: "action";
  readonly run: () => Promise<void>;
  /** Also behind a code that could not be added. */
  readonly always: boolean;
}

const work = async (job: ScanJob | ActionJob): Promise<JobOutcome> => {
  if (job.kind === "scan") {
    const problems = useScreen.getState().scanProblems.length;
    const outcome = await handleScan(job);
    if (outcome === "done" && job.scanId !== null) {
      await finishSerialScan(job.scanId, useScreen.getState().scanProblems.length <= problems);
    }
    return outcome;
  }
  if (job.always || useScreen.getState().scanProblems.length === 0) {
    await job.run();
  }
  return "done";
};

const queue = createScanQueue<ScanJob | ActionJob>({ work, reportBug: (error) => reportError(error) });

export const acceptScan = (
  code: string,
  source: ScanSource = KEYBOARD,
  scanId: number | null = null,
): void => {
  const { nextQuantityMilli } = useScreen.getState();
  // A scan ends whatever number was being typed; "6 *" is taken along.
  useScreen.setState({ entry: "", nextQuantityMilli: null });
  queue.push({ kind: "scan", code, quantityMilli: nextQuantityMilli, source, scanId });
};

/** Runs after everything that was scanned before it. */
export const inTurn = (run: () => Promise<void>): void => queue.push({ kind: "action", run, always: false });

/** Cleans up after an action, whether it ran or was dropped. */
export const inTurnAlways = (run: () => void): void =>
  queue.push({ kind: "action", always: true, run: () => Promise.resolve(run()) });

export const resumeWork = (): void => queue.resume();
