/**
 * Owns a gift card or store credit in the hand: its code scanned or typed, what is on it, and paying with it or topping
 * it up. Scans come here while it is open.
 */
import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StoredCardView } from "../../contracts/ipc/stored-value.ts";
import { payWithGiftCard, topUpGiftCard } from "../commands/gift-card-actions.ts";
import { takeScans } from "../commands/handle-scan.ts";
import { errorSentence } from "../commands/say-error.ts";
import { Key } from "../controls/Key.tsx";
import { useGranted } from "../controls/use-granted.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { playSound } from "../scanning/sounds.ts";
import { closeDialog } from "../stores/screen-store.ts";
import { useTill } from "../stores/till-store.ts";
import { call } from "../transport/link.ts";
import { DialogFrame } from "./DialogFrame.tsx";
import { giftCardState } from "../texts/gift-card-text.ts";

interface Checked {
  readonly code: string;
  readonly card: StoredCardView;
}

const CardFacts = ({ card }: { readonly card: StoredCardView }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <>
      <span>
        {t(`tender.${card.kind}`)} •••• {card.last4}
      </span>
      <div className="price-checked-now" data-testid="card-balance">
        {formats.money(card.balanceMinor)}
      </div>
      <span className={card.state === "active" ? "tw-soft" : "tw-bad"}>
        {giftCardState(card, { t, formats })}
      </span>
    </>
  );
};

interface AmountProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onEnter: () => void;
}

const Amount = ({ text, onChange, onEnter }: AmountProps) => {
  const { t } = useTranslation();
  return (
    <input
      className="tw-field"
      data-testid="card-amount"
      aria-label={t("giftCard.amount")}
      placeholder={t("giftCard.amountHint")}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          onEnter();
        }
      }}
    />
  );
};

/** The code that is being looked at; `start` is one that was scanned on the way here. */
const useChecked = (start: string | null) => {
  const [checked, setChecked] = useState<Checked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const check = useCallback(async (code: string): Promise<void> => {
    const result = await call("giftCard.check", { code });
    playSound(result.ok ? "ok" : "error");
    setChecked(result.ok ? { code, card: result.value } : null);
    setProblem(result.ok ? null : errorSentence(result.error));
  }, []);
  useEffect(() => {
    if (start !== null) {
      void check(start);
    }
  }, [start, check]);
  useLayoutEffect(() => takeScans(check), [check]);
  return { checked, problem, setProblem, check };
};

interface CodeFieldProps {
  readonly onCode: (code: string) => void;
  /** Enter in the empty field. */
  readonly onGo: () => void;
}

const CodeField = ({ onCode, onGo }: CodeFieldProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const enter = (): void => {
    if (text.trim() === "") {
      onGo();
      return;
    }
    onCode(text.trim());
    setText("");
  };
  return (
    <input
      data-autofocus
      className="tw-field"
      data-testid="card-code"
      aria-label={t("giftCard.code")}
      placeholder={t("giftCard.code")}
      value={text}
      maxLength={64}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          enter();
        }
      }}
    />
  );
};

interface CardKeysProps {
  readonly onTopUp: (() => void) | null;
  readonly onPay: (() => void) | null;
}

const CardKeys = ({ onTopUp, onPay }: CardKeysProps) => {
  const { t } = useTranslation();
  const sells = useGranted("giftcard:sell");
  return (
    <div className="dialog-keys">
      <Key tall label={t("dialog.close")} hint="Esc" onPress={closeDialog} />
      <Key
        tall
        label={t("giftCard.topUp")}
        testId="card-top-up"
        disabled={sells.disabled === true || onTopUp === null}
        onPress={() => onTopUp?.()}
      />
      <Key
        tall
        look="main"
        label={t("giftCard.pay")}
        hint="Enter"
        testId="card-pay"
        disabled={onPay === null}
        onPress={() => onPay?.()}
      />
    </div>
  );
};

export const GiftCardDialog = ({ code }: { readonly code: string | null }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  const due = useTill((state) => state.basket?.dueMinor ?? 0);
  const { checked, problem, setProblem, check } = useChecked(code);
  const [amountText, setAmountText] = useState("");
  const act = async (work: (amountMinor: number | null) => Promise<string | null>): Promise<void> => {
    const parsed = amountText.trim() === "" ? null : formats.parseAmount(amountText);
    const refused =
      parsed?.ok === false ? t(`number.${parsed.error}`) : await work(parsed === null ? null : parsed.value);
    if (refused !== null) {
      setProblem(refused);
    }
  };
  const pay =
    checked?.card.state === "active" && due > 0
      ? () => void act(async (amountMinor) => payWithGiftCard(checked.code, amountMinor))
      : null;
  const topUp =
    checked === null
      ? null
      : () =>
          void act(async (amountMinor) =>
            amountMinor === null ? t("giftCard.amountFirst") : topUpGiftCard(checked.code, amountMinor),
          );
  const go = (): void => (pay ?? topUp)?.();
  return (
    <DialogFrame title={t("giftCard.title")} size={560}>
      <CodeField onCode={(typed) => void check(typed)} onGo={go} />
      <div className="price-checked" aria-live="polite">
        {checked === null ? (
          <span className="tw-soft">{t("giftCard.hint")}</span>
        ) : (
          <CardFacts card={checked.card} />
        )}
      </div>
      {checked === null ? null : <Amount text={amountText} onChange={setAmountText} onEnter={go} />}
      <p className="dialog-problem" role="alert">
        {problem}
      </p>
      <CardKeys onTopUp={topUp} onPay={pay} />
    </DialogFrame>
  );
};
