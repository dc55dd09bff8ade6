/** Owns selling the basket without tax: why, the customer's certificate if there is one, and back again. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { closeDialog } from "../stores/screen-store.ts";
import { applyBasket, useTill } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import { ReasonPicker } from "./ReasonPicker.tsx";

export const TaxExemptDialog = () => {
  const { t } = useTranslation();
  const exemption = useTill((state) => state.basket?.taxExemption ?? null);
  const [reason, setReason] = useState(exemption?.reason ?? "");
  const [certificate, setCertificate] = useState(exemption?.certificate ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);

  const submit = async (exempt: boolean): Promise<void> => {
    if (exempt && reason.trim() === "") {
      setProblem(t("error.ReasonMissing"));
      return;
    }
    if (asking.current) {
      return;
    }
    asking.current = true;
    const number = certificate.trim();
    const result = exempt
      ? await call("basket.exemptTax", {
          reason: reason.trim().slice(0, 100),
          certificate: number === "" ? null : number,
        })
      : await call("basket.chargeTax", {});
    asking.current = false;
    if (result.ok) {
      applyBasket(result.value);
      closeDialog();
    } else {
      setProblem(errorSentence(result.error));
    }
  };

  return (
    <DialogFrame title={t("taxExempt.title")} size={560}>
      <p className="tw-soft">{t("taxExempt.explain")}</p>
      <ReasonPicker kind="taxExempt" first reason={reason} onReason={setReason} />
      <input
        className="tw-field"
        aria-label={t("taxExempt.certificate")}
        placeholder={t("taxExempt.certificate")}
        maxLength={60}
        value={certificate}
        onChange={(event) => setCertificate(event.currentTarget.value)}
      />
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <div className="dialog-keys">
        {exemption === null ? (
          <Key tall label={t("dialog.cancel")} hint="Esc" onPress={closeDialog} />
        ) : (
          <Key tall label={t("taxExempt.off")} onPress={() => void submit(false)} />
        )}
        <Key tall look="main" label={t("taxExempt.go")} onPress={() => void submit(true)} />
      </div>
    </DialogFrame>
  );
};
