/** Owns the handlers of approvals and of people and their roles. */
import { ok } from "../../domain/result.ts";
import { listStaff } from "../services/staff/list-staff.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type StaffHandlers = Pick<Handlers, Extract<keyof Handlers, `${"approval" | "staff"}.${string}`>>;

export const createStaffHandlers = (till: Till): StaffHandlers => ({
  "approval.approve": {
    needs: "staff",
    run: ({ requestId, ...credential }) => till.approvals.approve(requestId, credential),
  },
  "approval.cancel": {
    needs: "staff",
    run: () => {
      till.approvals.forget();
      return ok(null);
    },
  },
  "staff.list": { needs: "staff:read", run: () => ok(listStaff(till)) },
});
