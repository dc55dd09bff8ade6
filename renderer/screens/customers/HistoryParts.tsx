/** Owns what happened with a customer: receipts, newest first, each opens; and every yes and no to being written to. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerView } from "../../../contracts/ipc/customers.ts";
import type { ReceiptSummary } from "../../../contracts/ipc/receipts.ts";
import { sayError } from "../../commands/say-error.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import { goTo } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";

export const PurchasesPart = ({ customer }: { readonly customer: CustomerView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [receipts, setReceipts] = useState<readonly ReceiptSummary[]>([]);
  const { customerRef } = customer;
  useEffect(() => {
    void call("customer.purchases", { customerRef }).then((result) => {
      if (result.ok) {
        setReceipts(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [customerRef, customer.cards.length]);
  return (
    <section className="customer-card tw-card" aria-label={t("customer.history")}>
      <h2 className="tw-heading">{t("customer.history")}</h2>
      <p className="tw-soft" data-testid="customer-spent">
        {t("customer.purchases", { count: customer.purchases })} ·{" "}
        {t("customer.spent", { amount: formats.money(customer.spentMinor) })}
      </p>
      <ul className="customer-rows">
        {receipts.map((receipt) => (
          <li key={receipt.receiptNumber}>
            <button
              type="button"
              className="customer-row"
              onClick={() => goTo({ name: "receipts", receiptNumber: receipt.receiptNumber })}
            >
              <b>{receipt.receiptNumber}</b>
              <small className="tw-soft">{formats.dateTime(receipt.atMs)}</small>
            </button>
            <b>{formats.money(receipt.totalMinor)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const ConsentHistory = ({ customer }: { readonly customer: CustomerView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <section className="customer-card tw-card" aria-label={t("customer.consent.history")}>
      <h2 className="tw-heading">{t("customer.consent.history")}</h2>
      {customer.consentHistory.length === 0 ? (
        <p className="tw-soft">{t("customer.consent.none")}</p>
      ) : (
        <ul className="customer-rows is-told">
          {customer.consentHistory.map((decision) => (
            <li key={`${decision.channel} ${String(decision.atMs)} ${String(decision.granted)}`}>
              <span>
                {t(`customer.consent.channel.${decision.channel}`)}:{" "}
                <b>{t(decision.granted ? "customer.consent.yes" : "customer.consent.no")}</b>
              </span>
              <small className="tw-soft">
                {formats.dateTime(decision.atMs)} · {t(`customer.source.${decision.source}`)} ·{" "}
                {t("customer.consent.wording", { version: decision.wordingVersion })}
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
