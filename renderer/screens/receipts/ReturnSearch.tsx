/** Owns finding a returned item by name where its code cannot be scanned. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProductView } from "../../../contracts/ipc/catalogue.ts";
import { useListKeys } from "../../controls/use-list-keys.ts";
import { ProductPrice } from "../sell/QuickGrid.tsx";
import { useSearch } from "../sell/use-search.ts";

const NONE: readonly ProductView[] = [];

export const ReturnSearch = ({ onChoose }: { readonly onChoose: (product: ProductView) => void }) => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const products = useSearch(text.trim())?.products ?? NONE;
  const choose = (product: ProductView): void => {
    setText("");
    onChoose(product);
  };
  const pointed = useListKeys(products, choose);
  return (
    <div className="return-search">
      <input
        className="tw-field"
        autoFocus
        aria-label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {products.length === 0 ? null : (
        <div className="search-panel tw-card scroll" role="listbox" aria-label={t("search.results")}>
          {products.slice(0, 8).map((product, index) => (
            <div
              key={product.id}
              role="option"
              aria-selected={index === pointed}
              className={`found ${index === pointed ? "is-chosen" : ""}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(product)}
            >
              <b>{product.name}</b>
              <b className="tw-number">
                <ProductPrice product={product} />
              </b>
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
