/** Owns the language of the screens of this till: anybody may choose it, also before sign-in; the choice is audited. */
import type { Language } from "../../../contracts/ipc/session.ts";
import type { SettingRepository } from "../../../db/repositories/settings.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import { auditActor, NO_PERSON } from "./audit-actor.ts";
import type { Actor, AuditDep, DbDep } from "../deps.ts";

export interface LanguageDeps extends AuditDep, DbDep {
  readonly settings: SettingRepository;
}

/** `actor` null: nobody is signed in. */
export const setLanguage = (deps: LanguageDeps, actor: Actor | null, language: Language): void => {
  const before = readLanguage(deps);
  if (before === language) {
    return;
  }
  allOrNothing(deps.db, () => {
    deps.settings.set("language", language, actor?.staffId ?? null);
    deps.audit.append({
      ...(actor === null ? NO_PERSON : auditActor(actor)),
      action: "setting.language",
      subject: "till",
      before: { language: before },
      after: { language },
      reason: null,
    });
  });
};

/** English until somebody chose. */
export const readLanguage = ({ settings }: Pick<LanguageDeps, "settings">): Language => {
  const stored = settings.get<Language>("language", (value) =>
    value === "en" || value === "tr" || value === "es" ? value : null,
  );
  return (stored.ok ? stored.value : null) ?? "en";
};
