/** Owns noticing that the till's clock was turned back: something was written of a moment that it has not reached yet. */
import type { JobsView } from "../../../contracts/ipc/jobs.ts";
import type { ClockDep, JobRunsDep } from "../deps.ts";

/** A clock that is set by a server moves by less. */
const TOLERATED_MS = 120_000;

export const clockBehind = ({ clock, jobRuns }: ClockDep & JobRunsDep): JobsView["clockBehind"] => {
  const nowMs = clock.nowMs();
  const latestAtMs = jobRuns.latestAtMs();
  return latestAtMs !== null && latestAtMs - nowMs > TOLERATED_MS ? { nowMs, latestAtMs } : null;
};
