/** Owns a customer's points on their page: tier, balance, movements page by page, points by hand, and joining. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LoyaltyAccountView } from "../../../contracts/ipc/loyalty.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { call } from "../../transport/link.ts";
import { AdjustPoints } from "./AdjustPoints.tsx";

interface MovementsProps {
  readonly account: LoyaltyAccountView;
  readonly onOlder: (beforeId: number) => void;
}

const Movements = ({ account, onOlder }: MovementsProps) => {
  const { nextBeforeId } = account;
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <p className="tw-soft" data-testid="customer-points">
        {account.tier === null ? "" : `${account.tier.name} · `}
        {t("loyalty.points", { count: account.points })}
        {account.expiring === null
          ? ""
          : ` · ${t("loyalty.expiring", { count: account.expiring.points, date: formats.date(account.expiring.atMs) })}`}
      </p>
      {account.tier === null || account.tier.benefits === "" ? null : (
        <p data-testid="tier-benefits">{account.tier.benefits}</p>
      )}
      <p className="tw-soft">
        {t("loyalty.history.year")}: {t("loyalty.points", { count: account.yearPoints })} ·{" "}
        {formats.money(account.yearSpentMinor)} · {t("loyalty.history.lifetime")}:{" "}
        {formats.count(account.lifetimePoints)}
      </p>
      <ul className="customer-rows is-points">
        {account.entries.map((entry) => (
          <li key={entry.id}>
            <span>
              {t(`loyalty.type.${entry.type}`)}{" "}
              <small className="tw-soft">
                {formats.dateTime(entry.atMs)}
                {entry.note === null ? "" : ` · ${entry.note}`}
              </small>
            </span>
            <b>{entry.points > 0 ? `+${formats.count(entry.points)}` : formats.count(entry.points)}</b>
          </li>
        ))}
      </ul>
      {nextBeforeId === null ? null : (
        <Key label={t("loyalty.history.more")} testId="points-older" onPress={() => onOlder(nextBeforeId)} />
      )}
    </>
  );
};

export const PointsPart = ({ customerRef }: { readonly customerRef: string }) => {
  const { t } = useTranslation();
  const [account, setAccount] = useState<LoyaltyAccountView | null>(null);
  const read = useCallback(
    async (beforeId: number | null): Promise<void> => {
      const result = await call("loyalty.account", { customerRef, beforeId });
      if (!result.ok) {
        sayError(result.error);
        return;
      }
      const page = result.value;
      setAccount((before) =>
        before === null || page === null || beforeId === null
          ? page
          : { ...page, entries: [...before.entries, ...page.entries] },
      );
    },
    [customerRef],
  );
  useEffect(() => void read(null), [read]);
  const join = async (): Promise<void> => {
    const result = await call("loyalty.join", { customerRef });
    if (result.ok) {
      setAccount(result.value);
    } else {
      sayError(result.error);
    }
  };
  return (
    <section className="customer-card tw-card" aria-label={t("loyalty.title")}>
      <h2 className="tw-heading">{t("loyalty.title")}</h2>
      {account === null ? (
        <Key label={t("loyalty.join")} testId="loyalty-join" onPress={() => void join()} />
      ) : (
        <>
          <Movements account={account} onOlder={(beforeId) => void read(beforeId)} />
          <AdjustPoints
            customerRef={customerRef}
            newestId={account.entries[0]?.id ?? 0}
            onChanged={setAccount}
          />
        </>
      )}
    </section>
  );
};
