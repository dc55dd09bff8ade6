/** Owns a customer's cards: a scanned or made-up one more, blocking and printing. A scan on this page is a new card. */
import { useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CustomerView, LoyaltyCardView } from "../../../contracts/ipc/customers.ts";
import { takeScans } from "../../commands/handle-scan.ts";
import { errorSentence } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { say } from "../../stores/screen-store.ts";
import { call } from "../../transport/link.ts";
import type { Result } from "../../../domain/result.ts";
import type { TillError } from "../../transport/till-client.ts";

interface CardsPartProps {
  readonly customer: CustomerView;
  readonly onChanged: (customer: CustomerView) => void;
}

interface CardRowProps {
  readonly card: LoyaltyCardView;
  readonly onTurn: () => void;
  readonly onPrint: () => void;
}

const CardRow = ({ card, onTurn, onPrint }: CardRowProps) => {
  const { t } = useTranslation();
  const change = useGranted("loyaltyCard:update");
  const isBlocked = card.state === "blocked";
  return (
    <li data-testid="loyalty-card">
      <span>
        <b className="tw-selectable">{card.number}</b>{" "}
        {isBlocked ? <span className="tw-chip tw-chip-bad">{t("customer.card.blocked")}</span> : null}
      </span>
      <span className="customer-keys">
        <Key label={t("customer.card.print")} disabled={isBlocked} onPress={onPrint} />
        <Key
          label={t(isBlocked ? "customer.card.unblock" : "customer.card.block")}
          {...change}
          onPress={onTurn}
        />
      </span>
    </li>
  );
};

export const CardsPart = ({ customer, onChanged }: CardsPartProps) => {
  const { t } = useTranslation();
  const make = useGranted("loyaltyCard:create");
  const [problem, setProblem] = useState<string | null>(null);
  const { customerRef } = customer;
  const take = async (answer: Promise<Result<CustomerView, TillError>>, done: string): Promise<void> => {
    const result = await answer;
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      onChanged(result.value);
      say(done);
    }
  };
  const give = (number: string | null): Promise<void> =>
    take(call("loyaltyCard.give", { customerRef, number }), t("customer.card.given"));
  useLayoutEffect(() => takeScans(async (code) => void give(code)));
  const print = async (number: string): Promise<void> => {
    const result = await call("loyaltyCard.print", { number });
    setProblem(result.ok ? null : errorSentence(result.error));
    if (result.ok) {
      say(t("customer.card.printing"));
    }
  };
  return (
    <section className="customer-card tw-card" aria-label={t("customer.cards")}>
      <h2 className="tw-heading">{t("customer.cards")}</h2>
      <ul className="customer-rows">
        {customer.cards.map((card) => (
          <CardRow
            key={card.number}
            card={card}
            onPrint={() => void print(card.number)}
            onTurn={() => {
              const state = card.state === "blocked" ? "active" : "blocked";
              void take(
                call("loyaltyCard.setState", { number: card.number, state }),
                t(`customer.card.is.${state}`),
              );
            }}
          />
        ))}
      </ul>
      <p className="tw-soft">{t("customer.card.scanHint")}</p>
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <Key label={t("customer.card.make")} {...make} testId="card-make" onPress={() => void give(null)} />
    </section>
  );
};
