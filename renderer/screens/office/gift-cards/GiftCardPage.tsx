/** Owns one gift card or store credit: its ledger, blocking it and correcting what is on it, each with a reason. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoredCardEntryView, StoredCardPage } from "../../../../contracts/ipc/stored-value.ts";
import type { Result } from "../../../../domain/result.ts";
import { sayError } from "../../../commands/say-error.ts";
import { Key } from "../../../controls/Key.tsx";
import { useGranted } from "../../../controls/use-granted.ts";
import { useFormats } from "../../../formatting/store-formats.ts";
import { say } from "../../../stores/screen-store.ts";
import { giftCardState } from "../../../texts/gift-card-text.ts";
import { call } from "../../../transport/link.ts";
import type { TillError } from "../../../transport/till-client.ts";

const Entry = ({ entry }: { readonly entry: StoredCardEntryView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <tr>
      <td>{formats.dateTime(entry.atMs)}</td>
      <td>
        {t(`giftCard.entry.${entry.kind}`)}
        {entry.reason === null ? null : <small className="tw-soft"> {entry.reason}</small>}
      </td>
      <td>{entry.receiptNumber}</td>
      <td className="tw-number">{formats.amount(entry.amountMinor)}</td>
      <td className="tw-number">{formats.amount(entry.balanceAfterMinor)}</td>
    </tr>
  );
};

const Ledger = ({ entries }: { readonly entries: readonly StoredCardEntryView[] }) => {
  const { t } = useTranslation();
  return (
    <table className="office-table">
      <thead>
        <tr>
          <th scope="col">{t("giftCard.when")}</th>
          <th scope="col">{t("giftCard.what")}</th>
          <th scope="col">{t("giftCard.receipt")}</th>
          <th scope="col" className="tw-number">
            {t("giftCard.amount")}
          </th>
          <th scope="col" className="tw-number">
            {t("giftCard.balance")}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  );
};

interface ChangesProps {
  readonly page: StoredCardPage;
  readonly onChange: (page: StoredCardPage) => void;
}

const Changes = ({ page, onChange }: ChangesProps) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const blocks = useGranted("giftcard:block");
  const adjusts = useGranted("giftcard:adjust");
  const [reason, setReason] = useState("");
  const [amount, setAmount] = useState("");
  const cardId = page.card.id;
  const blocked = page.card.state !== "blocked";
  const show = (result: Result<StoredCardPage, TillError>): void => {
    if (result.ok) {
      setReason("");
      setAmount("");
      onChange(result.value);
    } else {
      sayError(result.error);
    }
  };
  const adjust = async (): Promise<void> => {
    const parsed = formats.parseAmount(amount);
    if (!parsed.ok) {
      say(t(`number.${parsed.error}`), "bad");
      return;
    }
    show(await call("giftCard.adjust", { cardId, balanceMinor: parsed.value, reason: reason.trim() }));
  };
  const setBlocked = async (): Promise<void> =>
    show(await call("giftCard.setBlocked", { cardId, blocked, reason: reason.trim() }));
  return (
    <div className="gift-card-changes">
      <input
        className="tw-field"
        data-testid="card-reason"
        aria-label={t("giftCard.reason")}
        placeholder={t("giftCard.reason")}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Key
        label={t(blocked ? "giftCard.block" : "giftCard.unblock")}
        {...blocks}
        look={blocked ? "danger" : "plain"}
        testId="card-block"
        onPress={() => void setBlocked()}
      />
      <input
        className="tw-field"
        data-testid="card-new-balance"
        aria-label={t("giftCard.newBalance")}
        placeholder={t("giftCard.newBalance")}
        inputMode="decimal"
        value={amount}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <Key label={t("giftCard.adjust")} {...adjusts} testId="card-adjust" onPress={() => void adjust()} />
    </div>
  );
};

export const GiftCardPage = ({
  cardId,
  onBack,
}: {
  readonly cardId: string;
  readonly onBack: () => void;
}) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const [page, setPage] = useState<StoredCardPage | null>(null);
  useEffect(() => {
    void call("giftCard.get", { cardId }).then((result) => {
      if (result.ok) {
        setPage(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [cardId]);
  if (page === null) {
    return <p className="tw-soft" aria-busy />;
  }
  const { card, entries } = page;
  return (
    <>
      <div className="gift-cards-head">
        <Key label={t("giftCard.back")} onPress={onBack} />
        <span>
          {t(`tender.${card.kind}`)} •••• {card.last4}
        </span>
        <b data-testid="card-page-balance">{formats.money(card.balanceMinor)}</b>
        <span className={card.state === "active" ? "tw-soft" : "tw-bad"} data-testid="card-state">
          {giftCardState(card, { t, formats })}
        </span>
      </div>
      <Changes page={page} onChange={setPage} />
      <Ledger entries={entries} />
    </>
  );
};
