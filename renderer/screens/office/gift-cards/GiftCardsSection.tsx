/** Owns gift cards and store credit in the back office: found by their last four digits, what the shop owes, each opened. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoredCardsView, StoredCardView } from "../../../../contracts/ipc/stored-value.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useFormats } from "../../../formatting/store-formats.ts";
import { giftCardState } from "../../../texts/gift-card-text.ts";
import { call } from "../../../transport/link.ts";
import { CardValidity } from "./CardValidity.tsx";
import { GiftCardPage } from "./GiftCardPage.tsx";
import "./gift-cards-section.css";

const useCards = (text: string) => {
  const [found, setFound] = useState<StoredCardsView | null>(null);
  const read = useCallback(async (): Promise<void> => {
    const result = await call("giftCard.list", { text });
    if (result.ok) {
      setFound(result.value);
    } else {
      sayError(result.error);
    }
  }, [text]);
  useEffect(() => void read(), [read]);
  return { found, read };
};

const Row = ({ card, onOpen }: { readonly card: StoredCardView; readonly onOpen: () => void }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <tr>
      <td>
        <Key label={`•••• ${card.last4}`} testId="gift-card" onPress={onOpen} />
      </td>
      <td>{t(`tender.${card.kind}`)}</td>
      <td>{formats.date(card.createdAtMs)}</td>
      <td>{giftCardState(card, { t, formats })}</td>
      <td className="tw-number">{formats.money(card.balanceMinor)}</td>
    </tr>
  );
};

const CardTable = ({
  cards,
  onOpen,
}: {
  readonly cards: readonly StoredCardView[];
  readonly onOpen: (id: string) => void;
}) => {
  const { t } = useTranslation();
  return (
    <table className="office-table">
      <thead>
        <tr>
          <th scope="col">{t("giftCard.number")}</th>
          <th scope="col">{t("giftCard.kind")}</th>
          <th scope="col">{t("giftCard.since")}</th>
          <th scope="col">{t("giftCard.state")}</th>
          <th scope="col" className="tw-number">
            {t("giftCard.balance")}
          </th>
        </tr>
      </thead>
      <tbody>
        {cards.map((card) => (
          <Row key={card.id} card={card} onOpen={() => onOpen(card.id)} />
        ))}
      </tbody>
    </table>
  );
};

export const GiftCardsSection = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [text, setText] = useState("");
  const [openId, setOpenId] = useState<string | null>(null);
  const { found, read } = useCards(text);
  if (openId !== null) {
    return (
      <GiftCardPage
        cardId={openId}
        onBack={() => {
          setOpenId(null);
          void read();
        }}
      />
    );
  }
  return (
    <>
      <div className="gift-cards-head">
        <input
          className="tw-field"
          aria-label={t("giftCard.search")}
          placeholder={t("giftCard.search")}
          value={text}
          maxLength={64}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <span>
          {t("giftCard.owed")} <b data-testid="liability">{formats.money(found?.liabilityMinor ?? 0)}</b>
        </span>
      </div>
      {found?.cards.length === 0 ? (
        <p className="tw-soft">{t(text.trim() === "" ? "giftCard.none" : "giftCard.noneFound")}</p>
      ) : null}
      {found === null || found.cards.length === 0 ? null : (
        <CardTable cards={found.cards} onOpen={setOpenId} />
      )}
      <CardValidity />
    </>
  );
};
