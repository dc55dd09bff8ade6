/** Owns what drops from the search box: what the keys would do with the typed text, and the items found. */
import { useTranslation } from "react-i18next";
import type { ProductView } from "../../../contracts/ipc/catalogue.ts";
import { chooseProduct, parkBasket, setQuantity } from "../../commands/basket-actions.ts";
import { keyOfCommand } from "../../commands/command-table.ts";
import { isNumeric, type EntryMeaning } from "../../commands/entry-meaning.ts";
import { runCommand } from "../../commands/run-command.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useScreen } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { ProductPrice } from "./QuickGrid.tsx";
import type { SearchAnswer } from "./use-search.ts";

interface Hint {
  readonly shown: string;
  readonly text: string;
  readonly run: () => void;
}

const useNumberHints = (meaning: EntryMeaning, lineName: string | null): readonly Hint[] => {
  const { t } = useTranslation();
  const formats = useFormats();
  const entry = useScreen((state) => state.entry);
  const hasLines = useTill((state) => (state.basket?.itemCount ?? 0) > 0);
  const lineId = useTill((state) => state.selectedLineId);
  if (!isNumeric(entry)) {
    return [];
  }
  const hints: Hint[] = [];
  const quantity = formats.parseQuantity(entry);
  if (meaning.kind === "quantity" && lineName !== null && lineId !== null) {
    const values = { quantity: formats.quantity(meaning.quantityMilli), name: lineName };
    const run = (): void => setQuantity(lineId, meaning.quantityMilli);
    hints.push({ shown: "Enter", text: t("search.setQuantity", values), run });
  }
  if (quantity.ok && quantity.value > 0) {
    const text = t("search.nextQuantity", { quantity: formats.quantity(quantity.value) });
    hints.push({ shown: keyOfCommand("quantity"), text, run: () => runCommand("quantity") });
  }
  const amount = formats.parseAmount(entry);
  if (hasLines && amount.ok && amount.value > 0) {
    const text = t("search.cash", { amount: formats.amount(amount.value) });
    hints.push({ shown: keyOfCommand("exactCash"), text, run: () => runCommand("exactCash") });
  }
  return hints;
};

const useHints = (meaning: EntryMeaning, lineName: string | null): readonly Hint[] => {
  const { t } = useTranslation();
  const numbers = useNumberHints(meaning, lineName);
  const hasLines = useTill((state) => (state.basket?.itemCount ?? 0) > 0);
  if (meaning.kind === "text" && numbers.length === 0 && hasLines) {
    return [
      { shown: keyOfCommand("park"), text: t("search.parkAs", { label: meaning.text }), run: parkBasket },
    ];
  }
  return numbers;
};

const Found = ({
  product,
  index,
  chosen,
}: {
  readonly product: ProductView;
  readonly index: number;
  readonly chosen: boolean;
}) => (
  <div
    id={`search-result-${String(index)}`}
    role="option"
    aria-selected={chosen}
    className={`found ${chosen ? "is-chosen" : ""}`}
    data-testid="search-result"
    onMouseDown={(event) => event.preventDefault()}
    onClick={() => chooseProduct(product)}
    ref={(element) => {
      if (chosen) {
        element?.scrollIntoView({ block: "nearest" });
      }
    }}
  >
    <div>
      <b>{product.name}</b>
      <div className="tw-soft">
        {[product.barcode ?? product.sku, product.department].filter((part) => part !== null).join(" · ")}
      </div>
    </div>
    <b className="tw-number">
      <ProductPrice product={product} />
    </b>
  </div>
);

const Hints = ({ hints }: { readonly hints: readonly Hint[] }) =>
  hints.map((hint) => (
    <button
      key={hint.text}
      type="button"
      className="search-hint"
      onMouseDown={(event) => event.preventDefault()}
      onClick={hint.run}
    >
      <kbd className="tw-kbd">{hint.shown}</kbd> <span>{hint.text}</span>
    </button>
  ));

interface SearchPanelProps {
  readonly answer: SearchAnswer | null;
  readonly meaning: EntryMeaning;
  readonly lineName: string | null;
  readonly chosenIndex: number;
}

export const SearchPanel = ({ answer, meaning, lineName, chosenIndex }: SearchPanelProps) => {
  const { t } = useTranslation();
  const hints = useHints(meaning, lineName);
  const products = answer?.products ?? [];
  const isNothing = meaning.kind === "text" && answer !== null && products.length === 0;
  return (
    <div className="search-panel tw-card scroll">
      {meaning.kind === "text" ? null : <Hints hints={hints} />}
      <div id="search-panel" role="listbox" aria-label={t("search.results")}>
        {products.map((product, index) => (
          <Found key={product.id} product={product} index={index} chosen={index === chosenIndex} />
        ))}
      </div>
      {isNothing ? <p className="offers-none">{t("search.nothing", { text: meaning.text })}</p> : null}
      {meaning.kind === "text" ? <Hints hints={hints} /> : null}
    </div>
  );
};
