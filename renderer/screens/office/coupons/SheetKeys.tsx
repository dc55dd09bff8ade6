/** Owns choosing how many coupons stand on a page, and saving the sheets as one file to print anywhere. */
import { useTranslation } from "react-i18next";
import { couponWordsFor } from "../../../../domain/receipt/coupon-words.ts";
import { Key } from "../../../controls/Key.tsx";
import { saveFile } from "../../../controls/save-file.ts";
import { say } from "../../../stores/screen-store.ts";
import { useTill } from "../../../stores/till-store.ts";
import { couponSheetHtml, PER_PAGE, type PerPage, type SheetCoupon } from "./coupon-sheet.ts";

interface SheetKeysProps {
  /** Of the file. */
  readonly name: string;
  readonly disabled?: boolean;
  /** null: they could not be read, and that was said. */
  readonly read: () => Promise<readonly SheetCoupon[] | null>;
}

export const SheetKeys = ({ name, disabled, read }: SheetKeysProps) => {
  const { t } = useTranslation();
  const store = useTill((state) => state.store);
  const save = async (perPage: PerPage): Promise<void> => {
    const coupons = await read();
    if (coupons === null || store === null) {
      return;
    }
    const words = { ...couponWordsFor(store.locale), locale: store.locale, store: store.storeName };
    saveFile({ name: `${name}.html`, text: couponSheetHtml(coupons, words, perPage), type: "text/html" });
    say(t("signed.sheetsSaved", { count: coupons.length }));
  };
  return (
    <>
      <span className="tw-soft">{t("signed.sheets")}</span>
      <div className="coupons-keys">
        {PER_PAGE.map((perPage) => (
          <Key
            key={perPage}
            label={t("signed.perPage", { number: perPage })}
            disabled={disabled}
            testId={`coupons-sheet-${String(perPage)}`}
            onPress={() => void save(perPage)}
          />
        ))}
      </div>
    </>
  );
};
