/** Owns the part payments so far, each with the way to give it back. */
import { IconCash, IconCreditCard, IconGift, IconStar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { BasketTenderView, BasketView } from "../../../contracts/ipc/basket.ts";
import { giveBack } from "../../commands/payment-actions.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { useScreen } from "../../stores/screen-store.ts";

const TenderIcon = ({ type }: Pick<BasketTenderView, "type">) => {
  switch (type) {
    case "POINTS":
      return <IconStar aria-hidden />;
    case "CASH":
      return <IconCash aria-hidden />;
    case "CARD":
      return <IconCreditCard aria-hidden />;
    case "GIFT_CARD":
    case "STORE_CREDIT":
      return <IconGift aria-hidden />;
  }
};

const Tender = ({ tender }: { readonly tender: BasketTenderView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const { card } = tender;
  return (
    <li className="pay-tender-row">
      <TenderIcon type={tender.type} />
      <span>
        {t(`tender.${tender.type}`)}
        {tender.state === "unknown" ? <small className="tw-bad pay-unknown">{t("pay.unknown")}</small> : null}
        {card === null ? null : (
          <small className="tw-soft">
            {" "}
            {card.brand} •••• {card.last4}
          </small>
        )}
      </span>
      <b className="tw-number">{formats.amount(tender.amountMinor)}</b>
      <Key
        label={tender.state === "unknown" ? t("pay.notCharged") : t("pay.giveBack")}
        onPress={() => void giveBack(tender.id)}
      />
    </li>
  );
};

export const TenderList = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const waiting = useScreen((state) => state.waitingForCard);
  // While the terminal is being asked, its answer is not "unknown" but under way: the wait in front says so.
  const tenders = basket.tenders.filter((tender) => !waiting || tender.state === "taken");
  if (tenders.length === 0) {
    return <p className="tw-soft pay-none">{t("pay.nothingYet")}</p>;
  }
  return (
    <ul className="pay-tenders scroll" aria-label={t("pay.received")}>
      {tenders.map((tender) => (
        <Tender key={tender.id} tender={tender} />
      ))}
    </ul>
  );
};
