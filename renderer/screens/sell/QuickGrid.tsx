/** Owns the quick items: rows of large keys that never move; more of them scroll inside. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProductView } from "../../../contracts/ipc/catalogue.ts";
import { chooseProduct } from "../../commands/basket-actions.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useTill } from "../../stores/till-store.ts";
import { call } from "../../transport/link.ts";

export const ProductPrice = ({ product }: { readonly product: ProductView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  if (product.unitPriceMinor === null) {
    return <>{t("sell.anyPrice")}</>;
  }
  const price = formats.amount(product.unitPriceMinor);
  return <>{product.unit === "weight" ? t("sell.perKilo", { price }) : price}</>;
};

const useQuickItems = (): readonly ProductView[] | null => {
  const [items, setItems] = useState<readonly ProductView[] | null>(null);
  const connection = useTill((state) => state.connection);
  useEffect(() => {
    if (connection !== "connected") {
      return;
    }
    void call("catalogue.quickItems", {}).then((result) => {
      if (result.ok) {
        setItems(result.value);
      }
    });
  }, [connection]);
  return items;
};

export const QuickGrid = () => {
  const { t } = useTranslation();
  const items = useQuickItems();
  return (
    <section className="quick tw-card" aria-label={t("quick.title")}>
      <h2 className="tw-heading">{t("quick.title")}</h2>
      {items?.length === 0 ? <p className="offers-none">{t("quick.none")}</p> : null}
      <div className="quick-tiles scroll" tabIndex={-1}>
        {items?.map((product) => (
          <button
            key={product.id}
            type="button"
            className="quick-tile"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => chooseProduct(product)}
          >
            <span>{product.name}</span>
            <small>
              <ProductPrice product={product} />
            </small>
          </button>
        ))}
      </div>
    </section>
  );
};
