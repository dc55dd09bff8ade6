/** Owns the stored rules for bar codes: read with a default, checked as a whole before they replace the old, audited. */
import { barcodeRules, type BadLayout } from "../../../contracts/ipc/barcodes.ts";
import { DEFAULT_BARCODE_RULES, type BarcodeRules } from "../../../domain/catalogue/barcode/barcode-rules.ts";
import { readLayout } from "../../../domain/catalogue/barcode/label-layout.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";

const KEY = "barcode.rules";

/** A broken setting counts as the default: a till without rules would read labels as unknown codes. */
export const readBarcodeRules = ({ settings }: SettingsDep): BarcodeRules => {
  const stored = settings.get(KEY, (value) => barcodeRules.safeParse(value).data ?? null);
  return (stored.ok ? stored.value : null) ?? DEFAULT_BARCODE_RULES;
};

export const layoutProblem = ({ labels }: BarcodeRules): BadLayout | null => {
  for (const { layout } of labels) {
    const read = readLayout(layout);
    if (!read.ok) {
      return { type: "BadLayout", layout, problem: read.error };
    }
  }
  return null;
};

export const setBarcodeRules = (
  deps: ChangeSettingsDeps,
  actor: Actor,
  rules: BarcodeRules,
): Result<BarcodeRules, BadLayout> => {
  const problem = layoutProblem(rules);
  if (problem) {
    return err(problem);
  }
  changeSettings(deps, actor, {
    values: { [KEY]: rules },
    action: "setting.barcodes",
    before: summary(readBarcodeRules(deps)),
    after: summary(rules),
  });
  return ok(rules);
};

/** One line for each list, as the audit log shows it. */
const summary = ({ ownPrefixes, labels, ...rest }: BarcodeRules) => ({
  ...rest,
  ownPrefixes: ownPrefixes.map(({ kind, prefix, length, checksDigit }) =>
    [prefix, kind, length ?? "*", checksDigit ? "+" : "-"].join(" "),
  ),
  labels: labels.map(({ layout, decimals, checksDigit, priceMeans }) =>
    [layout, decimals, checksDigit ? "+" : "-", priceMeans].join(" "),
  ),
});
