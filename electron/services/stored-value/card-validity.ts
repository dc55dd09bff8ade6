/** Owns for how many months money on a card is good: the setting `giftCard.validMonths`, 24 without it. Changes are audited. */
import { MOST_VALID_MONTHS } from "../../../domain/stored-value/stored-value.ts";
import type { Actor, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";

const KEY = "giftCard.validMonths";
const DEFAULT_MONTHS = 24;

export const validMonths = ({ settings }: SettingsDep): number => {
  const stored = settings.get(KEY, (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= MOST_VALID_MONTHS
      ? value
      : null,
  );
  if (!stored.ok) {
    throw new Error(`The setting ${KEY} is not a number of months`);
  }
  return stored.value ?? DEFAULT_MONTHS;
};

/** Cards that were sold keep the day that their slip names, until money comes onto them again. */
export const setValidMonths = (deps: ChangeSettingsDeps, actor: Actor, months: number): number => {
  changeSettings(deps, actor, {
    values: { [KEY]: months },
    action: "giftCard.rules",
    subject: "gift cards",
    before: { validMonths: validMonths(deps) },
    after: { validMonths: months },
  });
  return months;
};
