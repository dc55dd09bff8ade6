/** Owns the devices: the printer's and the terminal's true state, the print queue, and ways to make them misbehave. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DevicesView } from "../../../contracts/ipc/devices.ts";
import { goBack } from "../../commands/go-back.ts";
import { sayError } from "../../commands/say-error.ts";
import { Key } from "../../controls/Key.tsx";
import { useGranted } from "../../controls/use-granted.ts";
import { openDialog, say } from "../../stores/screen-store.ts";
import { useTill } from "../../stores/till-store.ts";
import { printCauseText } from "../../texts/print-cause.ts";
import { call } from "../../transport/link.ts";
import { DisplayCard } from "./DisplayCard.tsx";
import { PrinterSetup } from "./PrinterSetup.tsx";
import { PrintQueue } from "./PrintQueue.tsx";
import { SerialCard } from "./SerialCard.tsx";
import { SerialSetup } from "./SerialSetup.tsx";
import { Simulation } from "./Simulation.tsx";
import { TerminalSetup } from "./TerminalSetup.tsx";
import "./devices.css";

const PrinterCard = ({ printer }: { readonly printer: DevicesView["printer"] }) => {
  const { t } = useTranslation();
  return (
    <section className="device tw-card">
      <h2>{printer.virtual ? t("devices.virtualPrinter") : printer.name}</h2>
      <p className={printer.state === "problem" ? "tw-bad" : "tw-soft"}>
        {t(`devices.printer_${printer.state}`)}
        {printer.cause === null ? null : ` ${printCauseText(printer.cause, t)}`}
      </p>
      <p className="tw-soft">
        {t("devices.waiting", { count: printer.waiting })} · {t("devices.failed", { count: printer.failed })}
      </p>
      {printer.paperNearEnd ? <p className="tw-near">{t("devices.paperNearEnd")}</p> : null}
      {printer.drawer === null ? null : (
        <p className={printer.drawer === "leftOpen" ? "tw-bad" : "tw-soft"}>
          {t(`devices.drawer_${printer.drawer}`)}
        </p>
      )}
      {printer.virtual ? <p className="tw-soft">{t("devices.virtual")}</p> : null}
    </section>
  );
};

const TerminalCard = ({ terminal }: { readonly terminal: DevicesView["terminal"] }) => {
  const { t } = useTranslation();
  return (
    <section className="device tw-card">
      <h2>{terminal.simulated ? t("devices.simulatedTerminal") : terminal.name}</h2>
      <p className={terminal.state === "unreachable" ? "tw-bad" : "tw-soft"}>
        {t(`devices.terminal_${terminal.state}`)}
      </p>
      {terminal.reversals > 0 ? (
        <p className="tw-bad">{t("devices.reversals", { count: terminal.reversals })}</p>
      ) : null}
      {terminal.simulated ? <p className="tw-soft">{t("devices.simulated")}</p> : null}
    </section>
  );
};

const testPrint = async (said: string): Promise<void> => {
  const result = await call("devices.testPrint", {});
  if (result.ok) {
    say(said);
  } else {
    sayError(result.error);
  }
};

/** Asked anew when the screen opens: pushed states may have been missed while away. */
const useFreshDevices = (): DevicesView | null => {
  const devices = useTill((state) => state.devices);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!asked) {
      setAsked(true);
      void call("devices.state", {}).then((result) => {
        if (result.ok) {
          useTill.setState({ devices: result.value });
        }
      });
    }
  }, [asked]);
  return devices;
};

export const DevicesScreen = () => {
  const { t } = useTranslation();
  const devices = useFreshDevices();
  const [isSettingUp, setSettingUp] = useState(false);
  const drawer = useGranted("drawer:open");
  return (
    <main className="page">
      <div className="page-head">
        <h1 className="tw-title">{t("devices.title")}</h1>
      </div>
      <div className="page-body devices-body">
        <div className="devices-side scroll" tabIndex={-1}>
          {devices === null ? null : (
            <>
              <PrinterCard printer={devices.printer} />
              <PrinterSetup />
              <TerminalCard terminal={devices.terminal} />
              <TerminalSetup />
              <DisplayCard />
              <SerialCard devices={devices} isSettingUp={isSettingUp} onSetUp={setSettingUp} />
              <Simulation devices={devices} />
            </>
          )}
        </div>
        {isSettingUp ? <SerialSetup /> : <PrintQueue />}
      </div>
      <nav className="page-bar" aria-label={t("bar.title")}>
        <Key label={t("pay.back")} hint="Esc" onPress={goBack} />
        <span className="page-bar-space" />
        <Key label={t("devices.openDrawer")} {...drawer} onPress={() => openDialog({ kind: "openDrawer" })} />
        <Key label={t("devices.testPrint")} onPress={() => void testPrint(t("devices.testSent"))} />
      </nav>
    </main>
  );
};
