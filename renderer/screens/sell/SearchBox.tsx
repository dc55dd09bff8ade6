/**
 * Owns the box that is always live: a code, a name, or a number that a following key gives its meaning.
 * Results lie over the panel below, so that nothing moves. Enter tries the exact code first, then the found items.
 */
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ProductView } from "../../../contracts/ipc/catalogue.ts";
import { chooseProduct, setQuantity } from "../../commands/basket-actions.ts";
import { readEntry, type EntryMeaning } from "../../commands/entry-meaning.ts";
import { enterCode } from "../../commands/enter-code.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { setEntry, useScreen } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { SearchPanel } from "./SearchPanel.tsx";
import { useSearch } from "./use-search.ts";

const NO_PRODUCTS: readonly ProductView[] = [];

/** A quantity needs a line to go to; without one a number is a code. */
const useMeaning = (): {
  readonly meaning: EntryMeaning;
  readonly lineName: string | null;
  readonly lineId: string;
} => {
  const formats = useFormats();
  const entry = useScreen((state) => state.entry);
  const line = useTill((state) => state.basket?.lines.find(({ id }) => id === state.selectedLineId) ?? null);
  const meaning = readEntry(entry, formats);
  const usable = line !== null && !line.voided;
  return meaning.kind === "quantity" && !usable
    ? { meaning: { kind: "text", text: entry.trim() }, lineName: null, lineId: "" }
    : { meaning, lineName: usable ? line.name : null, lineId: line?.id ?? "" };
};

const useFocusAtStart = () => {
  const box = useRef<HTMLInputElement>(null);
  const dialog = useScreen((state) => state.dialog);
  const problems = useScreen((state) => state.scanProblems.length);
  useEffect(() => {
    if (dialog === null && problems === 0) {
      box.current?.focus({ preventScroll: true });
    }
  }, [dialog, problems]);
  return box;
};

interface Choice {
  readonly index: number;
  readonly onArrows: (event: KeyboardEvent) => void;
}

/** Which found item the arrow keys point at; -1 is none, and typing starts over. */
const useChoice = (count: number, entry: string): Choice => {
  const [choice, setChoice] = useState({ entry, index: -1 });
  const index = choice.entry === entry ? Math.min(choice.index, count - 1) : -1;
  const onArrows = (event: KeyboardEvent): void => {
    if (entry === "" || count === 0 || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) {
      return;
    }
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    setChoice({ entry, index: Math.min(Math.max(index + step, -1), count - 1) });
  };
  return { index, onArrows };
};

export const SearchBox = () => {
  const { t } = useTranslation();
  const entry = useScreen((state) => state.entry);
  const nextQuantityMilli = useScreen((state) => state.nextQuantityMilli);
  const formats = useFormats();
  const box = useFocusAtStart();
  const { meaning, lineName, lineId } = useMeaning();
  const text = meaning.kind === "text" ? meaning.text : "";
  const answer = useSearch(text);
  const products = answer?.products ?? NO_PRODUCTS;
  const { index, onArrows } = useChoice(products.length, entry);

  const onEnter = (): void => {
    const chosen = products[index];
    if (chosen !== undefined) {
      chooseProduct(chosen);
    } else if (meaning.kind === "quantity") {
      setQuantity(lineId, meaning.quantityMilli);
    } else if (meaning.kind === "text") {
      enterCode(meaning.text, answer?.text === text ? products : NO_PRODUCTS);
    }
  };

  return (
    <div className="sell-search-place">
      <div className="sell-search tw-card">
        <IconSearch size={22} aria-hidden />
        {nextQuantityMilli === null ? null : (
          <span className="tw-chip tw-chip-near sell-next">{formats.quantity(nextQuantityMilli)} ×</span>
        )}
        <input
          id="search-box"
          ref={box}
          type="text"
          inputMode="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={128}
          role="combobox"
          aria-label={t("search.label")}
          aria-expanded={entry !== ""}
          aria-controls="search-panel"
          aria-activedescendant={index < 0 ? undefined : `search-result-${String(index)}`}
          placeholder={t("search.placeholder")}
          value={entry}
          onChange={(event) => setEntry(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing) {
              event.preventDefault();
              onEnter();
            } else {
              onArrows(event);
            }
          }}
        />
        <kbd className="tw-kbd">F2</kbd>
      </div>
      {entry === "" ? null : (
        <SearchPanel answer={answer} meaning={meaning} lineName={lineName} chosenIndex={index} />
      )}
    </div>
  );
};
