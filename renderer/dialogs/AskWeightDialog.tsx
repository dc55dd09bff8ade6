/**
 * Owns asking for an item's weight: the scale's live weight, taken with Enter while nothing is typed and it is stable, or
 * a typed one. Without a scale it is typed.
 */
import { useTranslation } from "react-i18next";
import { addProduct } from "../commands/basket-actions.ts";
import { errorSentence } from "../commands/say-error.ts";
import { ScalePanel, sellable } from "../controls/ScalePanel.tsx";
import { useFormats } from "../formatting/store-formats.ts";
import type { Dialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { FigureDialog } from "./FigureDialog.tsx";

export const AskWeightDialog = ({
  dialog,
}: {
  readonly dialog: Extract<Dialog, { readonly kind: "askWeight" }>;
}) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <FigureDialog
      title={t("dialog.askWeight", { name: dialog.product.name })}
      unit={t("unit.kilo")}
      start=""
      parse={formats.parseQuantity}
      goLabel={t("dialog.add")}
      above={<ScalePanel stableText={t("serial.stable")} />}
      whenEmpty={() => sellable(useTill.getState().scale)}
      onSubmit={async (quantityMilli, isOffered) => {
        const error = await addProduct(dialog.product.id, {
          quantityMilli,
          fromScale: isOffered,
          ...(dialog.unitPriceMinor === null ? {} : { unitPriceMinor: dialog.unitPriceMinor }),
        });
        return error === null ? null : errorSentence(error);
      }}
    />
  );
};
