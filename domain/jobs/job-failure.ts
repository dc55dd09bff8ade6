/** Owns why a job could not be done, as a person is told: something about the disk, or the program itself. */
export const JOB_FAILURE_CAUSES = [
  "DiskFull",
  "ReadOnly",
  "Corrupt",
  "NotADatabase",
  "InUse",
  "CannotOpen",
  "DiskError",
  /** Nothing that a shop can change: what the program said goes to whoever looks after it. */
  "Program",
] as const;

export type JobFailureCause = (typeof JOB_FAILURE_CAUSES)[number];
