/** Owns a customer's points on their page: tier, balance, the newest movements, and joining where they do not take part. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LoyaltyAccountView } from "../../../contracts/ipc/loyalty.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { call } from "../../transport/link.ts";

const Movements = ({ account }: { readonly account: LoyaltyAccountView }) => {
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
      <ul className="customer-rows is-told">
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
    </>
  );
};

export const PointsPart = ({ customerRef }: { readonly customerRef: string }) => {
  const { t } = useTranslation();
  const [account, setAccount] = useState<LoyaltyAccountView | null>(null);
  useEffect(() => {
    void call("loyalty.account", { customerRef, beforeId: null }).then((result) => {
      if (result.ok) {
        setAccount(result.value);
      } else {
        sayError(result.error);
      }
    });
  }, [customerRef]);
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
        <Movements account={account} />
      )}
    </section>
  );
};
