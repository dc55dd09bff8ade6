/** Owns how the customer display looks and where its code leads: the setting `display.setup`, audited. */
import type { DisplaySetup } from "../../../contracts/ipc/display.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { Actor, AuditDep, DbDep, SettingsDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { LastSale } from "./last-sale.ts";

const KEY = "customerScreen.setup";
const AT_FIRST: DisplaySetup = { theme: "light", joinLink: null };

export const displaySetup = ({ settings }: SettingsDep): DisplaySetup => {
  const stored = settings.get<DisplaySetup>(KEY, (value) =>
    typeof value === "object" && value !== null && "theme" in value && "joinLink" in value
      ? (value as DisplaySetup)
      : null,
  );
  return stored.ok ? (stored.value ?? AT_FIRST) : AT_FIRST;
};

export const setDisplaySetup = (
  deps: SettingsDep & AuditDep & DbDep & { readonly lastSale: LastSale },
  actor: Actor,
  setup: DisplaySetup,
): DisplaySetup => {
  allOrNothing(deps.db, () => {
    const before = displaySetup(deps);
    deps.settings.set(KEY, setup, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "setting.display",
      subject: "till",
      before,
      after: setup,
      reason: null,
    });
  });
  deps.lastSale.changed();
  return setup;
};
