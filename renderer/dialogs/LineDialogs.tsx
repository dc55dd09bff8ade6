/** Owns the dialogs that ask for one figure about a line or a new item: quantity, price. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { addProduct, changeBasket, quantityText, setLineQuantity } from "../commands/basket-actions.ts";
import { errorSentence } from "../commands/say-error.ts";
import { useFormats } from "../formatting/store-formats.ts";
import type { Dialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import type { TillError } from "../transport/till-client.ts";
import { FigureDialog } from "./FigureDialog.tsx";
import { ReasonPicker } from "./ReasonPicker.tsx";

type DialogOf<K extends Dialog["kind"]> = Extract<Dialog, { readonly kind: K }>;

const sentenceOrNull = (error: TillError | null): string | null =>
  error === null ? null : errorSentence(error);

const useLine = (lineId: string) =>
  useTill((state) => state.basket?.lines.find((line) => line.id === lineId) ?? null);

const useCurrency = (): string => useTill((state) => state.store?.currency ?? "");

export const QuantityDialog = ({ dialog }: { readonly dialog: DialogOf<"quantity"> }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const line = useLine(dialog.lineId);
  if (line === null) {
    return null;
  }
  const isWeight = line.unit === "weight";
  return (
    <FigureDialog
      title={t("dialog.quantityOf", { name: line.name })}
      unit={isWeight ? t("unit.kilo") : t("unit.pieces")}
      start={quantityText(line.quantityMilli)}
      wholeOnly={!isWeight}
      parse={formats.parseQuantity}
      goLabel={t("dialog.setQuantity")}
      onSubmit={async (quantityMilli) => sentenceOrNull(await setLineQuantity(line.id, quantityMilli))}
    />
  );
};

export const PriceDialog = ({ dialog }: { readonly dialog: DialogOf<"price"> }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const currency = useCurrency();
  const line = useLine(dialog.lineId);
  const [reason, setReason] = useState("");
  const [wanted, setWanted] = useState(false);
  /** The newest, also where it is sent before the next picture. */
  const said = useRef("");
  if (line === null) {
    return null;
  }
  const listPriceMinor = line.listUnitPriceMinor ?? line.unitPriceMinor;
  const setPrice = async (unitPriceMinor: number): Promise<string | null> => {
    const why = said.current.trim();
    if (why === "" && unitPriceMinor !== listPriceMinor) {
      setWanted(true);
      return t("error.ReasonMissing");
    }
    const price = { lineId: line.id, unitPriceMinor, reason: why };
    return sentenceOrNull(await changeBasket("basket.overridePrice", price));
  };
  return (
    <FigureDialog
      title={t("dialog.priceOf", { name: line.name })}
      unit={currency}
      start={formats.plainAmount(line.unitPriceMinor)}
      parse={formats.parseAmount}
      goLabel={t("dialog.setPrice")}
      onSubmit={setPrice}
    >
      {(submit) => (
        <ReasonPicker
          kind="price"
          reason={reason}
          wanted={wanted}
          onReason={(next) => {
            said.current = next;
            setReason(next);
          }}
          onChosen={() => {
            if (wanted) {
              submit();
            }
          }}
        />
      )}
    </FigureDialog>
  );
};

export const AskPriceDialog = ({ dialog }: { readonly dialog: DialogOf<"askPrice"> }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const currency = useCurrency();
  return (
    <FigureDialog
      title={t("dialog.askPrice", { name: dialog.product.name })}
      unit={currency}
      start=""
      parse={formats.parseAmount}
      goLabel={t("dialog.add")}
      onSubmit={async (unitPriceMinor) => {
        const { quantityMilli } = dialog;
        const quantity = quantityMilli === null ? {} : { quantityMilli };
        return sentenceOrNull(await addProduct(dialog.product.id, { unitPriceMinor, ...quantity }));
      }}
    />
  );
};
