/**
 * Owns who the sale is for, above the offers: nobody yet, or a name with what matters now. What a program knows of the
 * person (points, tier, coupons) stands in its own chip beside the name.
 */
import { useTranslation } from "react-i18next";
import type { BasketCustomerView } from "../../../contracts/ipc/customers.ts";
import { keyOfCommand } from "../../commands/command-table.ts";
import { detachCustomer } from "../../commands/customer-actions.ts";
import { useReadingCustomerOffers } from "../../commands/participation-actions.ts";
import { runCommand } from "../../commands/run-command.ts";
import { Key } from "../../controls/Key.tsx";
import { useBasketCustomerOffers } from "../../stores/customer-offers-store.ts";
import { goTo } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { couponsToUse } from "./TheirOffers.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { civilDateText } from "../../texts/civil-date-text.ts";
import "../customers/customers.css";

const Facts = ({ customer }: { readonly customer: BasketCustomerView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      {customer.birthday === null ? null : (
        <span className="tw-chip tw-chip-near" data-testid="customer-birthday">
          {t(`customer.birthday.${customer.birthday}`)}
        </span>
      )}
      {customer.memberships.map(({ planName, lastDay }) => (
        <span key={planName} className="tw-chip" data-testid="customer-membership">
          {t("membership.badge", { name: planName, date: civilDateText(lastDay, formats) })}
        </span>
      ))}
      {customer.isReferred ? (
        <span className="tw-chip tw-chip-near" data-testid="customer-referred">
          {t("referral.chip")}
        </span>
      ) : null}
      {customer.purchases === 0 ? (
        <span className="tw-chip">{t("customer.firstPurchase")}</span>
      ) : (
        <span className="tw-soft">{t("customer.purchases", { count: customer.purchases })}</span>
      )}
    </>
  );
};

/** How many coupons they may use: the rows themselves stand among the offers. */
const CouponsKey = () => {
  const { t } = useTranslation();
  const inBasket = useTill((state) => state.basket?.coupons);
  const count = couponsToUse(useBasketCustomerOffers(), inBasket ?? []).length;
  return count === 0 ? null : (
    <Key
      label={t("participation.keyCount", { count })}
      hint={keyOfCommand("coupon")}
      testId="customer-coupons"
      onPress={() => runCommand("coupon")}
    />
  );
};

export const CustomerPanel = () => {
  const { t } = useTranslation();
  useReadingCustomerOffers();
  const customer = useTill((state) => state.basket?.customer ?? null);
  return (
    <section className="customer-panel tw-card" aria-label={t("customer.title")} data-testid="customer-panel">
      {customer === null ? (
        <>
          <span className="tw-soft">{t("customer.none")}</span>
          <Key
            label={t("customer.find")}
            hint={keyOfCommand("customer")}
            testId="key-customer"
            onPress={() => runCommand("customer")}
          />
        </>
      ) : (
        <>
          <div className="customer-panel-who">
            <b>{customer.name ?? t("customer.nameless")}</b>
            <Facts customer={customer} />
          </div>
          <div className="customer-panel-keys">
            <CouponsKey />
            <Key
              label={t("customer.open")}
              hint={keyOfCommand("customer")}
              onPress={() => goTo({ name: "customer", customerRef: customer.customerRef })}
            />
            <Key label="×" ariaLabel={t("customer.detach")} onPress={detachCustomer} />
          </div>
        </>
      )}
    </section>
  );
};
