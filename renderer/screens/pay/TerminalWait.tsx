/** Owns the wait for the card: who is asked, for how long already, and the way out. */
import { IconCreditCard } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cancelCard } from "../../commands/payment-actions.ts";
import { Key } from "../../controls/Key.tsx";
import { useFormats } from "../../formatting/store-formats.ts";
import { useTill } from "../../stores/till-store.ts";

export const TerminalWait = () => {
  const { t } = useTranslation();
  const terminal = useTill((state) => state.devices?.terminal);
  const name = terminal?.simulated === true ? t("devices.simulatedTerminal") : (terminal?.name ?? "");
  const formats = useFormats();
  const asked = useTill(
    (state) => state.basket?.tenders.find((tender) => tender.state === "unknown") ?? null,
  );
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <div className="terminal-wait" role="alertdialog" aria-modal aria-label={t("terminal.waiting")}>
      <div className="terminal-wait-box tw-card">
        <IconCreditCard size={56} stroke={1.4} aria-hidden />
        <h2 className="tw-title">{t("terminal.waiting")}</h2>
        <b className="terminal-wait-amount">{asked === null ? " " : formats.money(asked.amountMinor)}</b>
        <p className="tw-soft">{t("terminal.where", { name, count: seconds })}</p>
        <Key
          tall
          label={t("terminal.cancel")}
          hint="Esc"
          testId="cancel-card"
          onPress={() => void cancelCard()}
        />
      </div>
    </div>
  );
};
