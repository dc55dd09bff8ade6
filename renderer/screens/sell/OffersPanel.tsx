/** Owns the offers beside the basket: what was taken off, what is nearly reached, and why the rest is not used. */
import { useTranslation } from "react-i18next";
import type { BasketView, NudgeView } from "../../../contracts/ipc/basket.ts";
import { keyOfCommand } from "../../commands/command-table.ts";
import { runCommand } from "../../commands/run-command.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useTill } from "../../stores/till-store.ts";
import { describeReason } from "../../texts/reason-text.ts";

const Applied = ({ basket }: { readonly basket: BasketView }) => {
  const formats = useFormats();
  const namesOf = (lineIds: readonly string[]): string =>
    basket.lines
      .filter((line) => lineIds.includes(line.id))
      .map((line) => `${formats.quantity(line.quantityMilli)} × ${line.name}`)
      .slice(0, 3)
      .join(", ");
  return basket.applied.map((offer) => (
    <li key={offer.code} className="offer">
      <div>
        {offer.label}
        <small>{namesOf(offer.lineIds)}</small>
      </div>
      <b className="tw-number tw-save">{formats.amount(-offer.amountMinor)}</b>
    </li>
  ));
};

const nudgeKey = (nudge: NudgeView): string => `${nudge.code ?? nudge.label}-${JSON.stringify(nudge.add)}`;

const Nudges = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return basket.nudges.map((nudge) => (
    <li key={nudgeKey(nudge)} className="offer offer-near">
      <div>
        {"spendMinor" in nudge.add
          ? t("offers.spendMore", { amount: formats.amount(nudge.add.spendMinor) })
          : t("offers.addMore", {
              quantity: formats.quantity(nudge.add.quantityMilli),
              name: nudge.add.productName,
            })}
        <small>{t("offers.pays", { label: nudge.label, amount: formats.amount(nudge.gainMinor) })}</small>
      </div>
      <b className="tw-number">{formats.amount(-nudge.gainMinor)}</b>
    </li>
  ));
};

const NotApplied = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return basket.notApplied.map((offer) => (
    <li key={offer.code} className="offer offer-not">
      <div>
        {offer.label}
        <small>{describeReason(offer, { t, formats })}</small>
      </div>
      <span className="tw-number">{t("offers.notUsed")}</span>
    </li>
  ));
};

export const OfferList = ({ basket }: { readonly basket: BasketView | null }) => {
  const { t } = useTranslation();
  if (basket === null || basket.applied.length + basket.nudges.length + basket.notApplied.length === 0) {
    return <p className="offers-none">{t("offers.none")}</p>;
  }
  return (
    <ul className="offers-list">
      <Applied basket={basket} />
      <Nudges basket={basket} />
      <NotApplied basket={basket} />
    </ul>
  );
};

export const OffersPanel = () => {
  const { t } = useTranslation();
  const basket = useTill((state) => state.basket);
  return (
    <section className="offers tw-card" aria-label={t("offers.title")}>
      <h2 className="tw-heading">{t("offers.title")}</h2>
      <div className="scroll offers-scroll" tabIndex={-1}>
        <OfferList basket={basket} />
      </div>
      <button
        type="button"
        className="offers-why"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runCommand("offers")}
      >
        <span>
          {basket?.proven === true && basket.applied.length > 0 ? t("offers.proven") : t("offers.all")}
        </span>
        <u>{t("offers.why")}</u> <kbd className="tw-kbd">{keyOfCommand("offers")}</kbd>
      </button>
    </section>
  );
};
