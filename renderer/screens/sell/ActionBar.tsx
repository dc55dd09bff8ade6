/** Owns the keys under the sell screen. Same places on every screen width; nothing that destroys lies beside Pay. */
import { useTranslation } from "react-i18next";
import { keyOfCommand, type CommandId } from "../../commands/command-table.ts";
import { isNumeric } from "../../commands/entry-meaning.ts";
import { runCommand } from "../../commands/run-command.ts";
import { Key, type KeyProps } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { useScreen } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";

const CommandKey = ({ id, ...rest }: { readonly id: CommandId } & Omit<KeyProps, "onPress" | "hint">) => (
  <Key {...rest} tall hint={keyOfCommand(id)} testId={`key-${id}`} onPress={() => runCommand(id)} />
);

/** What F12 will do right now: the exact amount, or what is typed. */
const useCashLabel = (): string => {
  const { t } = useTranslation();
  const formats = useFormats();
  const entry = useScreen((state) => state.entry);
  const paysOut = useTill((state) => state.basket?.payOut != null);
  const isEven = useTill((state) => (state.basket?.returns.length ?? 0) > 0 && state.basket?.dueMinor === 0);
  const typed = isNumeric(entry) ? formats.parseAmount(entry) : null;
  if (paysOut || isEven) {
    return paysOut ? t("bar.payOutNow") : t("bar.even");
  }
  return typed?.ok === true && typed.value > 0
    ? t("bar.cashTyped", { amount: formats.amount(typed.value) })
    : t("bar.exactCash");
};

export const ActionBar = () => {
  const { t } = useTranslation();
  const formats = useFormats();
  const hasLines = useTill((state) => (state.basket?.itemCount ?? 0) > 0);
  const hasAnything = useTill((state) => hasLines || (state.basket?.returns.length ?? 0) > 0);
  const due = useTill((state) => state.basket?.dueMinor ?? 0);
  const parked = useTill((state) => state.parkedCount);
  const cash = useCashLabel();
  const amount = formats.money(Math.abs(due));
  const payLabel = !hasAnything ? t("bar.pay") : t(due < 0 ? "bar.payOut" : "bar.payAmount", { amount });
  return (
    <nav className="sell-bar" aria-label={t("bar.title")}>
      <CommandKey id="quantity" label={t("bar.quantity")} disabled={!hasLines} />
      <CommandKey id="discount" label={t("bar.discount")} disabled={!hasLines} />
      <CommandKey id="coupon" label={t("bar.coupon")} />
      <CommandKey id="park" label={t("bar.park")} disabled={!hasAnything} />
      <CommandKey
        id="recall"
        label={parked > 0 ? t("bar.recallCount", { count: parked }) : t("bar.recall")}
      />
      <CommandKey id="receipts" label={t("bar.receipts")} />
      <CommandKey id="more" label={t("bar.more")} />
      <span className="sell-bar-space" />
      <CommandKey id="exactCash" className="sell-cash" look="tender" label={cash} disabled={!hasAnything} />
      <CommandKey id="pay" className="sell-pay" look="main" label={payLabel} disabled={!hasAnything} />
    </nav>
  );
};
