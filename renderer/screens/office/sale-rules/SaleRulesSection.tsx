/** Owns the store's figures for selling: which prices may be typed, and the lowest price of how many days is paid back. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_LOWEST_PRICE_DAYS, type SaleRulesView } from "../../../../contracts/ipc/sale-rules.ts";
import { err, ok, type Result } from "../../../../domain/result.ts";
import { errorSentence, sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { LabelledField } from "../../../controls/LabelledField.tsx";
import type { Formats } from "../../../formatting/formats.ts";
import type { NumberProblem } from "../../../formatting/parse-number.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import "./sale-rules.css";

/** As it stands in the fields. */
interface Draft {
  readonly smallest: string;
  readonly largest: string;
  readonly days: string;
}

const draftOf = (rules: SaleRulesView, formats: Formats): Draft => ({
  smallest: formats.amount(rules.smallestOpenPriceMinor),
  largest: formats.amount(rules.largestOpenPriceMinor),
  days: String(rules.lowestPriceDays),
});

/** What is wrong in the fields as a sentence's key, or the rules that they say. */
const readDraft = (draft: Draft, formats: Formats): Result<SaleRulesView, NumberProblem | "days"> => {
  const smallest = formats.parseAmount(draft.smallest);
  const largest = formats.parseAmount(draft.largest);
  const lowestPriceDays = /^\d{1,3}$/.test(draft.days.trim()) ? Number(draft.days) : 0;
  if (!smallest.ok) {
    return smallest;
  }
  if (!largest.ok) {
    return largest;
  }
  return lowestPriceDays < 1 || lowestPriceDays > MOST_LOWEST_PRICE_DAYS
    ? err("days")
    : ok({
        smallestOpenPriceMinor: smallest.value,
        largestOpenPriceMinor: largest.value,
        lowestPriceDays,
      });
};

const useSaleRules = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void call("saleRules.get", {}).then((result) => {
      if (result.ok) {
        setDraft(draftOf(result.value, formats));
      } else {
        sayError(result.error);
      }
    });
  }, [formats]);
  const change = (changed: Partial<Draft>): void => {
    setDraft((now) => now && { ...now, ...changed });
    setProblem(null);
  };
  const save = async (): Promise<void> => {
    const rules = draft && readDraft(draft, formats);
    if (!rules) {
      return;
    }
    if (!rules.ok) {
      const most = MOST_LOWEST_PRICE_DAYS;
      setProblem(rules.error === "days" ? t("saleRules.badDays", { most }) : t(`number.${rules.error}`));
      return;
    }
    const result = await call("saleRules.set", rules.value);
    if (result.ok) {
      setDraft(draftOf(result.value, formats));
      say(t("saleRules.saved"));
    } else {
      setProblem(errorSentence(result.error));
    }
  };
  return { draft, problem, change, save };
};

export const SaleRulesSection = () => {
  const { t } = useTranslation();
  const { draft, problem, change, save } = useSaleRules();
  if (draft === null) {
    return null;
  }
  const field = (name: keyof Draft) => (
    <LabelledField
      label={t(`saleRules.${name}`)}
      value={draft[name]}
      maxLength={20}
      testId={`sale-rules-${name}`}
      onChange={(text) => change({ [name]: text })}
      onEnter={() => void save()}
    />
  );
  return (
    <div className="office-form sale-rules">
      <h2 className="tw-heading">{t("saleRules.openPrices")}</h2>
      <p className="tw-soft">{t("saleRules.openPricesWhat")}</p>
      <div className="sale-rules-fields">
        {field("smallest")}
        {field("largest")}
      </div>
      <h2 className="tw-heading">{t("saleRules.noReceipt")}</h2>
      <p className="tw-soft">{t("saleRules.noReceiptWhat")}</p>
      <div className="sale-rules-fields">{field("days")}</div>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key look="main" label={t("saleRules.save")} onPress={() => void save()} />
    </div>
  );
};
