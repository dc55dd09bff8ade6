/** Owns the field that says what a code would mean by the rules on the screen; a scan made here goes into it. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CodeTrial } from "../../../../contracts/ipc/barcodes.ts";
import { MAX_CODE_LENGTH } from "../../../../contracts/ipc/barcodes.ts";
import type { BarcodeRules } from "../../../../domain/catalogue/barcode/barcode-rules.ts";
import { takeScans } from "../../../commands/handle-scan.ts";
import { errorSentence } from "../../../commands/say-error.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { couponStatementText } from "../../../texts/coupon-statement.ts";
import { civilDateText } from "../../../texts/civil-date-text.ts";
import type { Wording } from "../../../texts/error-text.ts";
import { call } from "../../../transport/link.ts";

const productText = (
  trial: Extract<CodeTrial, { readonly kind: "product" }>,
  { t, formats }: Wording,
): string => {
  const { name, quantityMilli, unitPriceMinor } = trial;
  if (quantityMilli === null) {
    return t("barcodes.is.asks", { name });
  }
  const unit = trial.unit === "weight" ? t("unit.kilo") : t("unit.pieces");
  const quantity = `${formats.quantity(quantityMilli)} ${unit}`;
  return unitPriceMinor === null
    ? t("barcodes.is.product", { name, quantity })
    : t("barcodes.is.at", { name, quantity, price: formats.money(unitPriceMinor) });
};

const trialText = (trial: CodeTrial, wording: Wording): string => {
  const { t } = wording;
  switch (trial.kind) {
    case "product":
      return productText(trial, wording);
    case "unknownProduct":
      return t("barcodes.is.unknownProduct", { codes: trial.lookedFor.join(", ") });
    case "unreadable": {
      const problem = t(`barcodes.problem.${trial.problem}`);
      return problem.charAt(0).toLocaleUpperCase(document.documentElement.lang) + problem.slice(1);
    }
    case "coupon": {
      const said = trial.states === null ? "" : couponStatementText(trial.states, wording);
      const is = t(trial.known ? "barcodes.is.known" : "barcodes.is.unknown", { kind: t("barcodes.coupon") });
      return trial.states === null ? is : [is, trial.states.name, said].filter(Boolean).join(" ");
    }
    case "loyaltyCard":
    case "giftCard":
    case "receipt":
    case "staffBadge":
    case "referral":
      return t(trial.known ? "barcodes.is.known" : "barcodes.is.unknown", {
        kind: t(`barcodes.${trial.kind}`),
      });
  }
};

/** Tried again with each change of the rules. */
const useTrial = (code: string, rules: BarcodeRules) => {
  const [answer, setAnswer] = useState<{ readonly trial: CodeTrial | null; readonly problem: string | null }>(
    {
      trial: null,
      problem: null,
    },
  );
  useEffect(() => {
    if (code.trim() === "") {
      setAnswer({ trial: null, problem: null });
      return;
    }
    let isLatest = true;
    void call("barcode.try", { code, rules }).then((result) => {
      if (isLatest) {
        setAnswer(
          result.ok
            ? { trial: result.value, problem: null }
            : { trial: null, problem: errorSentence(result.error) },
        );
      }
    });
    return () => {
      isLatest = false;
    };
  }, [code, rules]);
  return answer;
};

export const TryCode = ({ rules }: { readonly rules: BarcodeRules }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState("");
  const { trial, problem } = useTrial(code, rules);
  useLayoutEffect(
    () =>
      takeScans((scanned) => {
        setCode(scanned);
        field.current?.select();
        return Promise.resolve();
      }),
    [],
  );
  return (
    <section className="barcodes-try">
      <label>
        <b>{t("barcodes.try")}</b>
        <input
          ref={field}
          className="tw-field"
          autoFocus
          autoComplete="off"
          maxLength={MAX_CODE_LENGTH}
          placeholder={t("barcodes.tryHint")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <div role="status" data-testid="code-trial">
        {problem === null ? null : <p className="tw-bad">{problem}</p>}
        {trial === null && problem === null ? <p className="tw-soft">{t("barcodes.tryEmpty")}</p> : null}
        {trial === null ? null : (
          <p className={trial.kind === "unreadable" || trial.kind === "unknownProduct" ? "tw-bad" : ""}>
            {trialText(trial, { t, formats })}
          </p>
        )}
        {trial?.kind === "product" && trial.note !== null ? <p className="tw-soft">{trial.note}</p> : null}
        {trial?.kind === "product" && trial.expiredOn !== null ? (
          <p className="tw-bad">
            {t("barcodes.is.expired", { date: civilDateText(trial.expiredOn, formats) })}
          </p>
        ) : null}
      </div>
    </section>
  );
};
