/** Owns the handlers of what the till does by itself. */
import { ok } from "../../domain/result.ts";
import { clockBehind } from "../services/jobs/clock-behind.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

export const createJobHandlers = (till: Till): Pick<Handlers, Extract<keyof Handlers, `jobs.${string}`>> => ({
  "jobs.list": {
    needs: "job:run",
    run: () => ok({ jobs: till.jobs.list(), clockBehind: clockBehind(till) }),
  },
  "jobs.run": { needs: "job:run", run: ({ name }, actor) => till.jobs.runNow(actor, name) },
});
