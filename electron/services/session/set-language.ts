/** Owns the language of the screens of this till: anybody may choose it, also before sign-in; the choice is audited. */
import type { Language } from "../../../contracts/ipc/session.ts";
import type { Actor, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "./change-settings.ts";

/** `actor` null: nobody is signed in. */
export const setLanguage = (deps: ChangeSettingsDeps, actor: Actor | null, language: Language): void => {
  const before = readLanguage(deps);
  if (before !== language) {
    changeSettings(deps, actor, {
      values: { language },
      action: "setting.language",
      before: { language: before },
      after: { language },
    });
  }
};

/** English until somebody chose. */
export const readLanguage = ({ settings }: SettingsDep): Language => {
  const stored = settings.get<Language>("language", (value) =>
    value === "en" || value === "tr" || value === "es" ? value : null,
  );
  return (stored.ok ? stored.value : null) ?? "en";
};
