/** Every action that leaves an audit entry, and every kind of them, has a text in each language. */
import { expect, it } from "vitest";
import { AUDIT_ACTIONS, AUDIT_KINDS } from "../../../domain/audit/audit-action.ts";
import en from "../../../renderer/locales/en.json" with { type: "json" };
import es from "../../../renderer/locales/es.json" with { type: "json" };
import tr from "../../../renderer/locales/tr.json" with { type: "json" };

it.each(Object.entries({ en, tr, es }))("%s", (_language, { audit }) => {
  const names = Object.keys(AUDIT_ACTIONS).map((name) => name.replaceAll(".", "_"));
  expect(Object.keys(audit.action).toSorted()).toEqual(names.toSorted());
  expect(Object.keys(audit.kind).toSorted()).toEqual(AUDIT_KINDS.toSorted());
});
