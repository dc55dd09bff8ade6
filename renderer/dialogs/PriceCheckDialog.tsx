/** Owns looking up a price without selling: scans come here while it is open. */
import { useCallback, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PriceCheckView } from "../../contracts/ipc/catalogue.ts";
import { takeScans } from "../commands/handle-scan.ts";
import { errorSentence } from "../commands/say-error.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { playSound } from "../scanning/sounds.ts";
import { call } from "../transport/link.ts";
import { DialogFrame } from "./DialogFrame.tsx";

const Checked = ({ view }: { readonly view: PriceCheckView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { product } = view;
  const list = product.unitPriceMinor;
  return (
    <>
      <b>{product.name}</b>
      <span className="tw-soft">{product.barcode ?? product.sku}</span>
      <div className="price-checked-now">
        {list === null ? t("sell.anyPrice") : formats.money(view.netMinor)}
        {product.unit === "weight" ? <small className="tw-soft"> / {t("unit.kilo")}</small> : null}
      </div>
      {list !== null && list > view.netMinor ? <s className="tw-old">{formats.amount(list)}</s> : null}
      {view.offers.map((offer) => (
        <span key={offer.code} className="tw-save">
          {offer.label} {formats.amount(-offer.amountMinor)}
        </span>
      ))}
      <span className="tw-soft">{t("priceCheck.tax", { rate: formats.percent(view.taxRateBp) })}</span>
    </>
  );
};

export const PriceCheckDialog = () => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [view, setView] = useState<PriceCheckView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const check = useCallback(async (code: string): Promise<void> => {
    const result = await call("catalogue.priceCheck", { code });
    setText("");
    playSound(result.ok ? "ok" : "error");
    setView(result.ok ? result.value : null);
    setProblem(result.ok ? null : errorSentence(result.error));
  }, []);
  useLayoutEffect(() => takeScans(check), [check]);
  return (
    <DialogFrame title={t("more.priceCheck")}>
      <input
        data-autofocus
        className="tw-field"
        aria-label={t("priceCheck.hint")}
        placeholder={t("priceCheck.hint")}
        value={text}
        maxLength={128}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && text.trim() !== "") {
            void check(text.trim());
          }
        }}
      />
      <div className="price-checked" aria-live="polite">
        {view === null ? null : <Checked view={view} />}
        {problem === null ? null : <span className="tw-bad">{problem}</span>}
        {view === null && problem === null ? <span className="tw-soft">{t("priceCheck.empty")}</span> : null}
      </div>
    </DialogFrame>
  );
};
