/** Owns the handlers of the books: the audit log, backups, the journal and the search index. */
import { ok } from "../../domain/result.ts";
import { auditPeople, readAudit } from "../services/books/read-audit.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type BookHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `${"audit" | "backup" | "journal" | "search"}.${string}`>
>;

export const createBookHandlers = (till: Till): BookHandlers => ({
  "audit.list": { needs: "audit:read", run: (query) => ok(readAudit(till, query)) },
  "audit.people": { needs: "audit:read", run: () => ok(auditPeople(till)) },
  "backup.list": { needs: "backup:create", run: () => ok(till.books.list()) },
  "backup.create": { needs: "backup:create", run: ({ folder }, actor) => till.books.create(actor, folder) },
  "backup.check": { needs: "backup:create", run: ({ path }) => till.books.check(path) },
  "backup.rehearse": { needs: "backup:restore", run: ({ path }) => till.books.rehearse(path) },
  "backup.restore": { needs: "backup:restore", run: (order, actor) => till.books.restore(actor, order) },
  "journal.verify": { needs: "journal:verify", run: (_payload, actor) => till.books.verify(actor) },
  "search.rebuild": { needs: "search:rebuild", run: (_payload, actor) => till.books.rebuildIndex(actor) },
});
