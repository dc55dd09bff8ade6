/** Owns the handlers of the books: the audit log. */
import { ok } from "../../domain/result.ts";
import { auditPeople, readAudit } from "../services/books/read-audit.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type BookHandlers = Pick<Handlers, Extract<keyof Handlers, `audit.${string}`>>;

export const createBookHandlers = (till: Till): BookHandlers => ({
  "audit.list": { needs: "audit:read", run: (query) => ok(readAudit(till, query)) },
  "audit.people": { needs: "audit:read", run: () => ok(auditPeople(till)) },
});
