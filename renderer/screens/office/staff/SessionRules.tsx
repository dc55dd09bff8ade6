/** Owns the shop's rules for signing in: when the till locks itself, how many wrong PINs it takes, approvals on paper. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionRulesView } from "../../../../contracts/ipc/staff.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { call } from "../../../transport/link.ts";

const MINUTE_MS = 60_000;
const LOCK_AFTER_MINUTES = [0, 1, 5, 15] as const;
const TRIES = [3, 5, 10] as const;

export const SessionRules = () => {
  const { t } = useTranslation();
  const configure = useGranted("store:configure");
  const [rules, setRules] = useState<SessionRulesView | null>(null);
  useEffect(() => {
    void call("session.rules", {}).then((result) => setRules(result.ok ? result.value : null));
  }, []);
  if (rules === null) {
    return null;
  }
  const set = async (change: Partial<SessionRulesView>): Promise<void> => {
    const result = await call("session.setRules", { ...rules, ...change });
    if (result.ok) {
      setRules(result.value);
    } else {
      sayError(result.error);
    }
  };
  return (
    <>
      <h2 className="tw-heading">{t("staff.rules")}</h2>
      <p className="tw-soft">{t("staff.autoLock")}</p>
      <div className="staff-keys">
        {LOCK_AFTER_MINUTES.map((minutes) => (
          <Key
            key={minutes}
            label={minutes === 0 ? t("staff.never") : t("staff.minutes", { count: minutes })}
            {...configure}
            pressed={rules.autoLockMs === minutes * MINUTE_MS}
            onPress={() => void set({ autoLockMs: minutes * MINUTE_MS })}
          />
        ))}
      </div>
      <p className="tw-soft">{t("staff.tries")}</p>
      <div className="staff-keys">
        {TRIES.map((tries) => (
          <Key
            key={tries}
            label={String(tries)}
            {...configure}
            pressed={rules.maxTries === tries}
            onPress={() => void set({ maxTries: tries })}
          />
        ))}
      </div>
      <p className="tw-soft">{t("staff.printsApprovals")}</p>
      <div className="staff-keys">
        {[true, false].map((prints) => (
          <Key
            key={String(prints)}
            label={t(prints ? "staff.yes" : "staff.no")}
            {...configure}
            pressed={rules.printsApprovals === prints}
            onPress={() => void set({ printsApprovals: prints })}
          />
        ))}
      </div>
    </>
  );
};
