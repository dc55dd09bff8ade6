/** Owns giving the difference of an exchange to the customer: how much, made of what, and the keys that pay it out. */
import { useTranslation } from "react-i18next";
import type { BasketView, PayOutView } from "../../../contracts/ipc/basket.ts";
import { payOut } from "../../commands/payment-actions.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { useScreen } from "../../stores/screen-store.ts";
import { RefundBar } from "../receipts/RefundBar.tsx";
import { TenderList } from "./TenderList.tsx";

interface PayOutScreenProps {
  readonly basket: BasketView;
  readonly ways: PayOutView;
}

export const PayOutScreen = ({ basket, ways }: PayOutScreenProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const paying = useScreen((state) => state.paying);
  const { storedMinor, cardMinor, cashMinor } = ways.asPaid;
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("pay.payOutTitle")}</h1>
      </div>
      <div className="page-body pay-body">
        <section className="pay-due tw-card" aria-label={t("sell.toPayOut")}>
          <div className="tw-soft">{t("sell.toPayOut")}</div>
          <div className="pay-due-figure" data-testid="pay-out">
            {formats.money(storedMinor + cardMinor + cashMinor)}
          </div>
          <div className="pay-due-cash"> </div>
          <dl className="pay-facts">
            <dt>{t("pay.newItems")}</dt>
            <dd>{formats.amount(basket.totalMinor + basket.returnsMinor)}</dd>
            <dt>{t("pay.returnedItems")}</dt>
            <dd>{formats.amount(-basket.returnsMinor)}</dd>
          </dl>
          {basket.tenders.length === 0 ? null : <TenderList basket={basket} />}
        </section>
        <section className="pay-side tw-card" aria-label={t("refund.paysOut")}>
          <h2 className="tw-heading pay-heading">{t("refund.paysOut")}</h2>
          <dl className="pay-facts">
            {storedMinor > 0 ? (
              <>
                <dt>{t("giftCard.backOnto")}</dt>
                <dd>{formats.amount(storedMinor)}</dd>
              </>
            ) : null}
            {cardMinor > 0 ? (
              <>
                <dt>{t("refund.toCard")}</dt>
                <dd>{formats.amount(cardMinor)}</dd>
              </>
            ) : null}
            {cashMinor > 0 ? (
              <>
                <dt>{t("refund.inCash")}</dt>
                <dd>{formats.amount(cashMinor)}</dd>
              </>
            ) : null}
          </dl>
          <p className="tw-soft">{t("pay.payOutHint")}</p>
        </section>
      </div>
      <RefundBar ways={ways} disabled={paying} onPayOut={payOut} />
    </main>
  );
};
