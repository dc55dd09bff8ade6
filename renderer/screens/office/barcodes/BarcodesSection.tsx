/** Owns the rules for bar codes: labels of the scale, the shop's own prefixes, GS1, and trying what a code would mean. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BarcodeRules } from "../../../../domain/catalogue/barcode/barcode-rules.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { say } from "../../../stores/screen-store.ts";
import { call } from "../../../transport/link.ts";
import { LabelRows } from "./LabelRows.tsx";
import { PrefixRows } from "./PrefixRows.tsx";
import { TryCode } from "./TryCode.tsx";
import "./barcodes.css";

interface RulesProps {
  readonly rules: BarcodeRules;
  readonly change: (change: Partial<BarcodeRules>) => void;
}

const Gs1 = ({ rules, change }: RulesProps) => {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="tw-heading">{t("barcodes.gs1")}</h2>
      <label className="barcodes-sign">
        <span className="tw-soft">{t("barcodes.separator")}</span>
        <input
          className="tw-field"
          maxLength={1}
          autoComplete="off"
          placeholder={t("barcodes.noSeparator")}
          value={rules.gs1Separator ?? ""}
          onChange={(event) => change({ gs1Separator: event.currentTarget.value.trim() || null })}
        />
      </label>
      <p className="tw-soft">{t("barcodes.expired")}</p>
      <div className="barcodes-keys">
        {[true, false].map((refuses) => (
          <Key
            key={String(refuses)}
            label={t(refuses ? "barcodes.refused" : "barcodes.sold")}
            pressed={rules.refusesExpired === refuses}
            onPress={() => change({ refusesExpired: refuses })}
          />
        ))}
      </div>
    </>
  );
};

export const BarcodesSection = () => {
  const { t } = useTranslation();
  const [rules, setRules] = useState<BarcodeRules | null>(null);
  const [stored, setStored] = useState<BarcodeRules | null>(null);
  useEffect(() => {
    void call("barcode.rules", {}).then((result) => {
      if (result.ok) {
        setStored(result.value);
        setRules(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, []);
  if (rules === null) {
    return null;
  }
  const change = (changed: Partial<BarcodeRules>): void => setRules({ ...rules, ...changed });
  const save = async (): Promise<void> => {
    const result = await call("barcode.setRules", rules);
    if (result.ok) {
      setStored(result.value);
      setRules(result.value);
      say(t("barcodes.saved"));
    } else {
      sayError(result.error);
    }
  };
  const isChanged = JSON.stringify(rules) !== JSON.stringify(stored);
  return (
    <div className="barcodes">
      <TryCode rules={rules} />
      <LabelRows labels={rules.labels} onChange={(labels) => change({ labels })} />
      <PrefixRows prefixes={rules.ownPrefixes} onChange={(ownPrefixes) => change({ ownPrefixes })} />
      <Gs1 rules={rules} change={change} />
      <div className="barcodes-save">
        <Key look="main" label={t("barcodes.save")} disabled={!isChanged} onPress={() => void save()} />
        <span className="tw-soft">{isChanged ? t("barcodes.unsaved") : null}</span>
      </div>
    </div>
  );
};
