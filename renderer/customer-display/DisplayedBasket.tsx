/** Owns the basket on the customer display: the newest line in sight, what was saved in words, and the total, large. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DisplayBasket, DisplayCustomer, DisplayLine } from "../../contracts/ipc/display.ts";
import { QrCode } from "../controls/QrCode.tsx";
import type { Formats } from "../formatting/formats.ts";
import { Points } from "./Points.tsx";

const Line = ({ line, formats }: { readonly line: DisplayLine; readonly formats: Formats }) => (
  <li data-testid="display-line">
    <span>{formats.quantity(line.quantityMilli)}</span>
    <span className="display-name">
      {line.name}
      {line.offers.length === 0 ? null : <small>{line.offers.join(", ")}</small>}
    </span>
    <span className="display-price">
      {line.grossMinor === line.netMinor ? null : <s>{formats.amount(line.grossMinor)}</s>}
      <b>{formats.amount(line.netMinor)}</b>
    </span>
  </li>
);

const Person = ({ customer, formats }: { readonly customer: DisplayCustomer; readonly formats: Formats }) => {
  const { t } = useTranslation();
  const { firstName, tier, points } = customer;
  return (
    <div className="display-person" data-testid="display-person">
      <b>{firstName === null ? t("display.helloNameless") : t("display.hello", { name: firstName })}</b>
      {tier === null ? null : <span className="display-tier">{tier}</span>}
      {points === null ? null : <Points points={points} formats={formats} />}
    </div>
  );
};

interface DisplayedBasketProps {
  readonly basket: DisplayBasket;
  readonly formats: Formats;
  readonly joinLink: string | null;
}

export const DisplayedBasket = ({ basket, formats, joinLink }: DisplayedBasketProps) => {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const { lines, customer, savedMinor, totalMinor, paidMinor, dueMinor } = basket;
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [lines]);
  return (
    <main className="display-basket" data-testid="display-basket">
      <ul ref={list} className="display-lines" aria-label={t("display.basket")}>
        {lines.map((line) => (
          <Line key={line.id} line={line} formats={formats} />
        ))}
      </ul>
      <aside className="display-side">
        {customer === null ? null : <Person customer={customer} formats={formats} />}
        {customer === null && joinLink !== null ? (
          <div className="display-join">
            <QrCode value={joinLink} label={t("display.join")} sizePx={160} />
            <p>{t("display.join")}</p>
          </div>
        ) : null}
        <div className="display-totals">
          {savedMinor === 0 ? null : (
            <p className="display-saved" data-testid="display-saved">
              {t("display.saved", { amount: formats.money(savedMinor) })}
            </p>
          )}
          {paidMinor === 0 ? null : (
            <p>
              {t("display.paid")} <b>{formats.money(paidMinor)}</b>
            </p>
          )}
          <p className="display-label">{t(paidMinor === 0 ? "display.total" : "display.due")}</p>
          <p className="display-total" data-testid="display-total">
            {formats.money(paidMinor === 0 ? totalMinor : dueMinor)}
          </p>
        </div>
      </aside>
    </main>
  );
};
