/**
 * Owns the one line on standard error that shows how far long work is: a bar, a share, a rate and what is left.
 * Where nobody watches (no terminal) it stays silent. Must never write to standard output.
 */

export interface ProgressStep {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  /** What is counted so far, e.g. rows; the rate is made of it. */
  readonly count: number;
  readonly unit: string;
}

export interface ProgressBar {
  readonly show: (step: ProgressStep) => void;
  /** Takes the line away, so that something else can be printed. */
  readonly clear: () => void;
}

const WIDTH = 24;
const EVERY_MS = 100;

export const createProgressBar = (
  stream: Pick<NodeJS.WriteStream, "isTTY" | "write" | "columns">,
  nowMs: () => number,
): ProgressBar => {
  let label = "";
  let startedMs = 0;
  let shownMs = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    show: (step) => {
      if (!stream.isTTY) {
        return;
      }
      const atMs = nowMs();
      if (step.label !== label) {
        label = step.label;
        startedMs = atMs;
      } else if (atMs - shownMs < EVERY_MS && step.share < 1) {
        return;
      }
      shownMs = atMs;
      isShown = true;
      stream.write(`\r\u001B[K${progressLine(step, atMs - startedMs).slice(0, (stream.columns || 80) - 1)}`);
    },
    clear: () => {
      if (isShown) {
        stream.write("\r\u001B[K");
        isShown = false;
      }
    },
  };
};

export const progressLine = (step: ProgressStep, elapsedMs: number): string => {
  const share = Math.min(1, Math.max(0, step.share));
  const full = Math.round(share * WIDTH);
  const rate = elapsedMs > 0 ? Math.round((step.count * 1000) / elapsedMs) : 0;
  const leftSeconds = share > 0 ? Math.ceil((elapsedMs / share - elapsedMs) / 1000) : null;
  return [
    step.label,
    `[${"#".repeat(full)}${".".repeat(WIDTH - full)}]`,
    `${Math.floor(share * 100)} %`,
    `${step.count.toLocaleString("en")} ${step.unit}`,
    `${rate.toLocaleString("en")}/s`,
    leftSeconds === null || share === 1 ? "" : `${leftSeconds} s left`,
  ]
    .filter((part) => part !== "")
    .join("  ");
};
