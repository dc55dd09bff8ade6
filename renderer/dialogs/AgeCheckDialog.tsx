/**
 * Owns asking a customer's age: the latest date of birth stands there, so that nobody calculates. Enter confirms what
 * the cashier saw; a typed date of birth is checked instead; Escape refuses the item.
 */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NeedsAgeCheck } from "../../contracts/ipc/sale-rules.ts";
import { isValidGtin } from "../../domain/scanning/check-digit.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { NumberPad } from "../controls/NumberPad.tsx";
import { datePattern, readTypedDate, showCivilDate } from "../formatting/civil-dates.ts";
import { closeDialog } from "../stores/screen-store.ts";
import { applyBasket, useTill } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import { FigureField, useFigureEntry } from "./FigureDialog.tsx";

/** "dmy" in the person's words: "DD.MM.YYYY". */
const usePatternText = (locale: string): string => {
  const { t } = useTranslation();
  const letters: Readonly<Record<string, string>> = { d: t("age.dd"), m: t("age.mm"), y: t("age.yyyy") };
  return [...datePattern(locale)].map((letter) => letters[letter]).join(" ");
};

/** Shorter ones could be a date. */
const SHORTEST_CODE = 12;

export const AgeCheckDialog = ({ needed }: { readonly needed: NeedsAgeCheck }) => {
  const { t } = useTranslation();
  const locale = useTill((state) => state.store?.locale ?? "en-GB");
  const pattern = usePatternText(locale);
  const entry = useFigureEntry("");
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef(false);
  const typed = entry.text.trim() !== "";

  const confirm = async (): Promise<void> => {
    const date = typed ? readTypedDate(entry.text, locale) : null;
    if (date?.ok === false && entry.text.length >= SHORTEST_CODE && isValidGtin(entry.text)) {
      // A scanner that was slow like a person: nobody types a bar code for a date.
      entry.setText("");
      setProblem(t("age.barcode"));
      return;
    }
    if (date?.ok === false) {
      setProblem(t("age.notADate", { pattern }));
      return;
    }
    if (asking.current) {
      return;
    }
    asking.current = true;
    const dateOfBirth = date?.value ?? null;
    const result = await call("basket.confirmAge", { productId: needed.productId, dateOfBirth });
    asking.current = false;
    if (result.ok) {
      applyBasket(result.value);
      closeDialog();
    } else {
      setProblem(errorSentence(result.error));
    }
  };

  return (
    <DialogFrame title={t("age.title", { name: needed.name })} size={800}>
      <div className="dialog-two" data-testid="age-check">
        <div className="dialog-one">
          <div className="age-rule">
            <span>{t("age.bornOnOrBefore", { age: needed.minAge })}</span>
            <b>{showCivilDate(needed.bornOnOrBefore, locale)}</b>
          </div>
          <p className={needed.wasTooYoung ? "dialog-problem" : "tw-soft"}>
            {needed.wasTooYoung ? t("age.wasTooYoung") : t("age.orDate")}
          </p>
          <FigureField
            label={t("age.dateOfBirth")}
            unit={pattern}
            entry={entry}
            onEnter={() => void confirm()}
          />
          <p className="dialog-problem" role="alert">
            {problem}
          </p>
        </div>
        <NumberPad decimalSign="." onType={entry.type} onBack={entry.back} />
      </div>
      <div className="dialog-keys">
        <Key tall look="danger" label={t("age.refuse")} hint="Esc" onPress={closeDialog} />
        <Key
          tall
          look="main"
          label={typed ? t("age.checkDate") : t("age.confirm", { age: needed.minAge })}
          hint="Enter"
          onPress={() => void confirm()}
        />
      </div>
    </DialogFrame>
  );
};
