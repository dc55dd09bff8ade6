/** Owns the handlers of approvals, of people and their roles, and of the rules for signing in. */
import { ok, type Result } from "../../domain/result.ts";
import { readSessionRules, setSessionRules } from "../services/session/session-rules.ts";
import { makeBadge, removeBadge } from "../services/staff/change-badge.ts";
import { createRole, removeRole, renameRole, roleView } from "../services/staff/change-roles.ts";
import { createStaffMember, removeStaffMember, updateStaffMember } from "../services/staff/change-staff.ts";
import { listStaff } from "../services/staff/list-staff.ts";
import { setPin } from "../services/staff/set-pin.ts";
import { setRight } from "../services/staff/set-right.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type StaffHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `${"approval" | "staff" | "role"}.${string}`> | "session.rules" | "session.setRules"
>;

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
  ...createPeopleHandlers(till),
  "role.list": {
    needs: "staff:read",
    run: () => ok(till.roles.list().map(roleView)),
  },
  "role.create": { needs: "role:update", run: (payload, actor) => createRole(till, actor, payload) },
  "role.rename": { needs: "role:update", run: (payload, actor) => renameRole(till, actor, payload) },
  "role.remove": { needs: "role:update", run: ({ roleCode }, actor) => removeRole(till, actor, roleCode) },
  "role.setRight": {
    needs: "role:update",
    run: (change, actor) => refreshed(till, setRight(till, actor, change)),
  },
  "session.rules": { needs: "staff:read", run: () => ok(readSessionRules(till)) },
  "session.setRules": {
    needs: "store:configure",
    run: (rules, actor) => ok(setSessionRules(till, actor, rules)),
  },
});

type PeopleHandlers = Pick<Handlers, Extract<keyof Handlers, `staff.${string}`>>;

const createPeopleHandlers = (till: Till): PeopleHandlers => ({
  "staff.list": { needs: "staff:read", run: () => ok(listStaff(till)) },
  "staff.create": {
    needs: "staff:update",
    run: (payload, actor) => createStaffMember(till, actor, payload),
  },
  "staff.update": {
    needs: "staff:update",
    run: (payload, actor) => refreshed(till, updateStaffMember(till, actor, payload)),
  },
  "staff.setPin": { needs: "staff:update", run: (payload, actor) => setPin(till, actor, payload) },
  "staff.makeBadge": {
    needs: "staff:update",
    run: ({ staffId }, actor) => makeBadge(till, actor, staffId),
  },
  "staff.removeBadge": {
    needs: "staff:update",
    run: ({ staffId }, actor) => removeBadge(till, actor, staffId),
  },
  "staff.remove": {
    needs: "staff:update",
    run: ({ staffId }, actor) => refreshed(till, removeStaffMember(till, actor, staffId)),
  },
});

/** Whoever is signed in works on with the rights as they are now, or not at all. */
const refreshed = <T, E>(till: Till, changed: Result<T, E>): Result<T, E> => {
  if (changed.ok) {
    till.staffSession.refresh();
  }
  return changed;
};
