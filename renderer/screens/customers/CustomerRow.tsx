/** Owns one customer in a list: the name, and enough beside it to tell two of the same name apart. */
import { useTranslation } from "react-i18next";
import type { CustomerSummary } from "../../../contracts/ipc/customers.ts";
import { useFormats } from "../../formatting/store-formats.ts";
import "./customers.css";

interface CustomerRowProps {
  readonly customer: CustomerSummary;
  readonly chosen: boolean;
  readonly onPick: (customer: CustomerSummary) => void;
}

export const CustomerRow = ({ customer, chosen, onPick }: CustomerRowProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { lastPurchaseAtMs } = customer;
  const facts = [
    customer.maskedPhone,
    customer.maskedEmail,
    customer.cards.length === 0 ? null : t("customer.cardsShort", { numbers: customer.cards.join(", ") }),
    lastPurchaseAtMs === null ? null : t("customer.lastSeen", { date: formats.date(lastPurchaseAtMs) }),
  ];
  return (
    <li>
      <button
        type="button"
        className={`customer-row ${chosen ? "is-chosen" : ""}`}
        data-testid="customer-row"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onPick(customer)}
      >
        <b>{customer.name ?? t("customer.nameless")}</b>
        <small className="tw-soft">{facts.filter((fact) => fact !== null).join(" · ")}</small>
      </button>
    </li>
  );
};
