/**
 * Owns taking the money: what is due, what was given so far, notes to tap, a pad, and the two tenders.
 * F12 takes cash (the typed amount, else the exact one), F11 asks the card terminal (the typed amount, else the rest).
 */
import { useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BasketView } from "../../../contracts/ipc/basket.ts";
import { goBack } from "../../commands/go-back.ts";
import { payCard, payCash, payPoints, payTypedCash } from "../../commands/payment-actions.ts";
import { answerTenderKeys } from "../../commands/tender-keys.ts";
import { Key } from "../../controls/Key.tsx";
import { NumberPad } from "../../controls/NumberPad.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { goTo, openDialog, setEntry, useScreen } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { PayOutScreen } from "./PayOutScreen.tsx";
import { TenderList } from "./TenderList.tsx";
import { TerminalWait } from "./TerminalWait.tsx";
import "./pay.css";

/** Digits, the decimal sign and Backspace work wherever the focus is. */
const usePayKeys = (): void => {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { entry, dialog, scanProblems, waitingForCard } = useScreen.getState();
      if (dialog !== null || scanProblems.length > 0 || waitingForCard || event.ctrlKey || event.altKey) {
        return;
      }
      if (event.key.toLowerCase() === "p") {
        payPoints();
      } else if (/^[\d.,]$/.test(event.key)) {
        setEntry(entry + event.key);
      } else if (event.key === "Backspace") {
        setEntry(entry.slice(0, -1));
      }
    };
    window.addEventListener("keydown", onKeyDown);
    const stopAnswering = answerTenderKeys((tender) => {
      const { entry } = useScreen.getState();
      if (tender === "CASH") {
        payTypedCash(entry);
      } else {
        payCard(entry);
      }
    });
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      stopAnswering();
    };
  }, []);
};

const Due = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const differs = basket.dueInCashMinor !== basket.dueMinor;
  return (
    <section className="pay-due tw-card" aria-label={t("pay.due")}>
      <div className="tw-soft">{basket.paidMinor > 0 ? t("pay.stillDue") : t("pay.due")}</div>
      <div className="pay-due-figure" data-testid="due">
        {formats.money(basket.dueMinor)}
      </div>
      <div className="pay-due-cash">
        {differs ? t("pay.dueInCash", { amount: formats.money(basket.dueInCashMinor) }) : " "}
      </div>
      <dl className="pay-facts">
        <dt>{t("sell.items", { count: basket.itemCount })}</dt>
        <dd>{formats.amount(basket.totalMinor + basket.returnsMinor)}</dd>
        {basket.returnsMinor > 0 ? (
          <>
            <dt>{t("pay.returnedItems")}</dt>
            <dd>{formats.amount(-basket.returnsMinor)}</dd>
          </>
        ) : null}
        {basket.savedMinor > 0 ? (
          <>
            <dt className="tw-save">{t("pay.saved")}</dt>
            <dd className="tw-save">{formats.amount(basket.savedMinor)}</dd>
          </>
        ) : null}
        {basket.taxes.map((tax) => (
          <div key={tax.rateBp} className="pay-fact-row">
            <dt>{t("pay.tax", { rate: formats.percent(tax.rateBp) })}</dt>
            <dd>{formats.amount(tax.taxMinor)}</dd>
          </div>
        ))}
      </dl>
      <TenderList basket={basket} />
    </section>
  );
};

const AmountField = () => {
  const { t } = useTranslation();
  const entry = useScreen((state) => state.entry);
  return (
    <div className="pay-amount" role="status" aria-label={t("pay.amount")} data-testid="pay-amount">
      {entry === "" ? <span>{t("pay.amountHint")}</span> : <b>{entry}</b>}
    </div>
  );
};

const QuickCash = ({ basket }: { readonly basket: BasketView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const paying = useScreen((state) => state.paying);
  return (
    <section aria-label={t("pay.quickCash")}>
      <h2 className="tw-heading pay-heading">{t("pay.quickCash")}</h2>
      <div className="pay-quick">
        {basket.quickCashMinor.slice(0, 6).map((amountMinor) => (
          <Key
            key={amountMinor}
            tall
            look="tender"
            label={formats.amount(amountMinor)}
            disabled={paying}
            testId="quick-cash"
            onPress={() => payCash(amountMinor)}
          />
        ))}
      </div>
    </section>
  );
};

const PointsKey = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const paying = useScreen((state) => state.paying);
  const redeemable = useTill((state) => state.basket?.points?.redeemable ?? null);
  return redeemable === null ? null : (
    <Key
      className="pay-tender"
      look="tender"
      label={t("loyalty.pay", { amount: formats.amount(redeemable.valueMinor) })}
      hint="P"
      testId="pay-points"
      disabled={paying}
      onPress={payPoints}
    />
  );
};

const PayBar = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const entry = useScreen((state) => state.entry);
  const paying = useScreen((state) => state.paying);
  const typed = formats.parseAmount(entry);
  const amount = typed.ok && typed.value > 0 ? formats.amount(typed.value) : null;
  return (
    <nav className="page-bar" aria-label={t("bar.title")}>
      <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
      <span className="page-bar-space" />
      <PointsKey />
      <Key
        className="pay-tender"
        look="tender"
        label={t("giftCard.payKey")}
        testId="pay-gift-card"
        disabled={paying}
        onPress={() => openDialog({ kind: "giftCard", code: null })}
      />
      <Key
        className="pay-tender"
        look="tender"
        label={amount === null ? t("bar.exactCash") : t("bar.cashTyped", { amount })}
        hint="F12"
        testId="pay-cash"
        disabled={paying}
        onPress={() => payTypedCash(entry)}
      />
      <Key
        className="pay-tender"
        look="main"
        label={amount === null ? t("pay.cardRest") : t("pay.cardTyped", { amount })}
        hint="F11"
        testId="pay-card"
        disabled={paying}
        onPress={() => payCard(entry)}
      />
    </nav>
  );
};

export const PayScreen = () => {
  const { t } = useTranslation();
  const basket = useTill((state) => state.basket);
  const waiting = useScreen((state) => state.waitingForCard);
  const formats = useFormats();
  const [hadBasket] = useState(basket !== null);
  usePayKeys();
  useEffect(() => {
    if (basket === null && !hadBasket) {
      goTo({ name: "sell" });
    }
  }, [basket, hadBasket]);
  if (basket === null) {
    return <main className="page" aria-busy />;
  }
  if (basket.payOut !== null) {
    return <PayOutScreen basket={basket} ways={basket.payOut} />;
  }
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("pay.title")}</h1>
      </div>
      <div className="page-body pay-body">
        <Due basket={basket} />
        <section className="pay-side tw-card" aria-label={t("pay.amount")}>
          <QuickCash basket={basket} />
          <AmountField />
          <NumberPad
            decimalSign={formats.decimals === 0 ? null : formats.decimalSign}
            onType={(character) => setEntry(useScreen.getState().entry + character)}
            onBack={() => setEntry(useScreen.getState().entry.slice(0, -1))}
          />
        </section>
      </div>
      <PayBar />
      {waiting ? <TerminalWait /> : null}
    </main>
  );
};
