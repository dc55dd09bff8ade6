/**
 * Owns a customer's page: what they told, what they agreed to, their cards and receipts, and the way to save all of it as a file, to merge or to
 * erase.
 */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerView } from "../../../contracts/ipc/customers.ts";
import { attachCustomer, saveCustomerData } from "../../commands/customer-actions.ts";
import { goBack } from "../../commands/go-back.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { goTo, openDialog, say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import { CardsPart } from "./CardsPart.tsx";
import { DetailsPart } from "./DetailsPart.tsx";
import { OffersPart } from "./OffersPart.tsx";
import { MembershipsPart } from "./MembershipsPart.tsx";
import { PointsPart } from "./PointsPart.tsx";
import { ConsentHistory, PurchasesPart } from "./HistoryParts.tsx";
import { ReferralsPart } from "./ReferralsPart.tsx";
import "./customers.css";

const useCustomer = (customerRef: string) => {
  const [customer, setCustomer] = useState<CustomerView | null>(null);
  useEffect(() => {
    void call("customer.get", { customerRef }).then((result) => {
      if (result.ok) {
        setCustomer(result.value);
      } else {
        sayError(result.error);
        goTo({ name: "sell" });
      }
    });
  }, [customerRef]);
  return { customer, setCustomer };
};

const PageBar = ({ customer }: { readonly customer: CustomerView }) => {
  const { t } = useTranslation();
  const merge = useGranted("customer:merge");
  const erase = useGranted("customer:erase");
  const { customerRef, name } = customer;
  const save = async (): Promise<void> => {
    const saved = await saveCustomerData(customerRef);
    if (saved.ok) {
      say(t("customer.export.done", { name: name ?? t("customer.nameless") }));
    } else {
      sayError(saved.error);
    }
  };
  return (
    <nav className="page-bar" aria-label={t("bar.title")}>
      <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
      <span className="page-bar-space" />
      <Key label={t("customer.export.key")} testId="customer-export" {...erase} onPress={() => void save()} />
      <Key
        label={t("customer.merge.key")}
        {...merge}
        onPress={() => openDialog({ kind: "mergeCustomer", customerRef, name })}
      />
      <Key
        look="danger"
        label={t("customer.erase.key")}
        {...erase}
        onPress={() => openDialog({ kind: "eraseCustomer", customerRef, name })}
      />
      <Key
        look="main"
        label={t("customer.sellTo")}
        testId="customer-sell"
        onPress={() => {
          attachCustomer(customerRef);
          goTo({ name: "sell" });
        }}
      />
    </nav>
  );
};

export const CustomerScreen = ({ customerRef }: { readonly customerRef: string }) => {
  const { t } = useTranslation();
  const { customer, setCustomer } = useCustomer(customerRef);
  if (customer === null) {
    return <main className="page" aria-busy />;
  }
  return (
    <main className="page" data-testid="customer-page">
      <div className="page-head">
        <h1 className="tw-title">{customer.name ?? t("customer.nameless")}</h1>
        {customer.birthday === null ? null : (
          <span className="tw-chip tw-chip-near">{t(`customer.birthday.${customer.birthday}`)}</span>
        )}
      </div>
      <div className="page-body scroll">
        <div className="customer-page">
          <DetailsPart key={customer.customerRef} customer={customer} onChanged={setCustomer} />
          <div>
            <CardsPart customer={customer} onChanged={setCustomer} />
            <PointsPart customerRef={customer.customerRef} />
            <OffersPart key={customer.customerRef} customer={customer} />
            <MembershipsPart customerRef={customer.customerRef} />
            <ReferralsPart customerRef={customer.customerRef} />
            <PurchasesPart customer={customer} />
            <ConsentHistory customer={customer} />
          </div>
        </div>
      </div>
      <PageBar customer={customer} />
    </main>
  );
};
