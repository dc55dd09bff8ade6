/** Owns the shop's rules for signing in: how many wrong tries, how long the till is locked then, when it locks itself; and whether approvals are printed. */
import type { SessionRulesView } from "../../../contracts/ipc/staff.ts";
import type { Actor, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "./change-settings.ts";

type SessionRules = SessionRulesView;

const DEFAULTS: SessionRules = { maxTries: 5, lockoutMs: 60_000, autoLockMs: 300_000, printsApprovals: true };

const KEY = "session.rules";

/** No till locks itself sooner than this after somebody used it: until then nobody has to look the rule up. */
export const SHORTEST_AUTO_LOCK_MS = 1000;

/** A stored value that is none counts as the default: nobody is kept from signing in by a broken setting. */
export const readSessionRules = ({ settings }: SettingsDep): SessionRules => {
  const stored = settings.get<Partial<Record<keyof SessionRules, unknown>>>(KEY, (value) =>
    typeof value === "object" ? value : null,
  );
  const set = (stored.ok ? stored.value : null) ?? {};
  const figure = (name: "maxTries" | "lockoutMs" | "autoLockMs", least: number): number => {
    const value = set[name];
    return typeof value === "number" && Number.isSafeInteger(value) && value >= least
      ? value
      : DEFAULTS[name];
  };
  return {
    maxTries: figure("maxTries", 1),
    lockoutMs: figure("lockoutMs", 1000),
    autoLockMs: set.autoLockMs === 0 ? 0 : figure("autoLockMs", SHORTEST_AUTO_LOCK_MS),
    printsApprovals:
      typeof set.printsApprovals === "boolean" ? set.printsApprovals : DEFAULTS.printsApprovals,
  };
};

export const setSessionRules = (
  deps: ChangeSettingsDeps,
  actor: Actor,
  rules: SessionRules,
): SessionRules => {
  changeSettings(deps, actor, {
    values: { [KEY]: rules },
    action: "setting.session",
    before: readSessionRules(deps),
    after: rules,
  });
  return rules;
};
