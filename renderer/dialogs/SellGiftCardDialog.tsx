/** Owns selling a gift card: for how much. The card itself is printed when its sale is complete. */
import { useTranslation } from "react-i18next";
import { sellGiftCard } from "../commands/gift-card-actions.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { useTill } from "../stores/till-store.ts";
import { FigureDialog } from "./FigureDialog.tsx";

export const SellGiftCardDialog = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const currency = useTill((state) => state.store?.currency ?? "");
  return (
    <FigureDialog
      title={t("giftCard.sell")}
      unit={currency}
      start=""
      parse={formats.parseAmount}
      onSubmit={sellGiftCard}
      goLabel={t("dialog.add")}
    >
      <p className="tw-soft">{t("giftCard.sellHint")}</p>
    </FigureDialog>
  );
};
