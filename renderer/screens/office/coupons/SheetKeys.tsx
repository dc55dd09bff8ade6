/** Owns choosing how many coupons stand on a page, and saving the sheets as one file to print anywhere. */
import { useTranslation } from "react-i18next";
import { couponWordsFor } from "../../../../domain/receipt/coupon-words.ts";
import { Key } from "../../../controls/Key.tsx";
import { saveFile } from "../../../controls/save-file.ts";
import { say } from "../../../stores/screen-store.ts";
import { useTill } from "../../../stores/till-store.ts";
import { couponSheetHtml, PER_PAGE, type PerPage, type SheetCoupon } from "./coupon-sheet.ts";

export interface SheetFile {
  readonly name: string;
  readonly coupons: readonly SheetCoupon[];
  /** What to say of those that did not fit into this file; null: it holds all. */
  readonly goesOn: string | null;
}

interface SheetKeysProps {
  readonly disabled?: boolean;
  /** null: they could not be read, and that was said. */
  readonly read: () => Promise<SheetFile | null>;
}

export const SheetKeys = ({ disabled, read }: SheetKeysProps) => {
  const { t } = useTranslation();
  const store = useTill((state) => state.store);
  const save = async (perPage: PerPage): Promise<void> => {
    const file = await read();
    if (file === null || store === null) {
      return;
    }
    const { name, coupons, goesOn } = file;
    const words = { ...couponWordsFor(store.locale), locale: store.locale, store: store.storeName };
    saveFile({ name: `${name}.html`, text: couponSheetHtml(coupons, words, perPage), type: "text/html" });
    const saved = t("signed.sheetsSaved", { count: coupons.length });
    say(goesOn === null ? saved : `${saved} ${goesOn}`);
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
