/** Owns the list of parked baskets; one tap or Enter brings one back. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ParkedBasketView } from "../../../contracts/ipc/basket.ts";
import { recallBasket } from "../../commands/basket-actions.ts";
import { goBack } from "../../commands/go-back.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useListKeys } from "../../controls/use-list-keys.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useTill } from "../../stores/till-store.ts";
import { call } from "../../transport/link.ts";
import "./parked.css";

const useParked = (): readonly ParkedBasketView[] | null => {
  const [parked, setParked] = useState<readonly ParkedBasketView[] | null>(null);
  const count = useTill((state) => state.parkedCount);
  useEffect(() => {
    void call("basket.listParked", {}).then((result) => {
      if (result.ok) {
        setParked(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [count]);
  return parked;
};

const Row = ({ basket, chosen }: { readonly basket: ParkedBasketView; readonly chosen: boolean }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <li>
      <button
        type="button"
        className={`parked-row tw-card ${chosen ? "is-chosen" : ""}`}
        data-testid="parked"
        onClick={() => void recallBasket(basket.id)}
      >
        <span className="parked-time">{formats.clock(basket.parkedAtMs)}</span>
        <span className="parked-what">
          <b>{basket.label ?? basket.firstNames.join(", ")}</b>
          <small className="tw-soft">
            {basket.label === null ? "" : `${basket.firstNames.join(", ")} · `}
            {t("sell.items", { count: basket.itemCount })} · {basket.parkedByName}
          </small>
        </span>
        <b className="parked-total">{formats.money(basket.totalMinor)}</b>
      </button>
    </li>
  );
};

const EMPTY: readonly ParkedBasketView[] = [];

export const ParkedScreen = () => {
  const { t } = useTranslation();
  const parked = useParked();
  const hasOpen = useTill((state) => (state.basket?.lines.length ?? 0) > 0);
  const index = useListKeys(parked ?? EMPTY, (basket) => void recallBasket(basket.id));
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("parked.title")}</h1>
        {hasOpen ? <span className="tw-chip tw-chip-near">{t("parked.openFirst")}</span> : null}
      </div>
      <div className="page-body scroll">
        {parked?.length === 0 ? (
          <div className="tw-empty">
            <b>{t("parked.emptyTitle")}</b>
            <span>{t("parked.emptyHint")}</span>
          </div>
        ) : (
          <ul className="parked-list">
            {parked?.map((basket, position) => (
              <Row key={basket.id} basket={basket} chosen={position === index} />
            ))}
          </ul>
        )}
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
        <span className="page-bar-space" />
        <span className="tw-soft">{t("parked.keys")}</span>
      </nav>
    </main>
  );
};
