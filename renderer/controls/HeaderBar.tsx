/** Owns the bar at the top: where, who, and the true state of what the till depends on. Words as well as colour. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DevicesView } from "../../contracts/ipc/devices.ts";
import type { ShiftView } from "../../contracts/ipc/shifts.ts";
import { runCommand } from "../commands/run-command.ts";
import { useFormats } from "../formatting/store-formats.ts";
import { useTill } from "../stores/till-store.ts";
import { deviceTroubleText } from "../texts/device-trouble.ts";
import { drawerNotice, printerStateText } from "../texts/printer-state.ts";
import "./header-bar.css";

type Tone = "ok" | "quiet" | "near" | "bad";

const State = ({ tone, text }: { readonly tone: Tone; readonly text: string }) => (
  <span className="header-state">
    <i className={`header-dot header-dot-${tone}`} aria-hidden />
    {text}
  </span>
);

const PrinterState = ({ printer }: { readonly printer: DevicesView["printer"] }) => {
  const { t } = useTranslation();
  const drawer = drawerNotice(printer, t);
  return (
    <>
      <State {...printerStateText(printer, t)} />
      {drawer === null ? null : <State {...drawer} />}
    </>
  );
};

/** Only trouble: a terminal that is well says so when a card is due. */
const TerminalTrouble = ({ terminal }: { readonly terminal: DevicesView["terminal"] }) => {
  const { t } = useTranslation();
  if (terminal.reversals > 0) {
    return <State tone="bad" text={t("header.reversals", { count: terminal.reversals })} />;
  }
  return terminal.state === "unreachable" ? <State tone="bad" text={t("header.terminalAway")} /> : null;
};

/** Only trouble, of what hangs on serial ports; the till sells on. */
const PortTrouble = ({ devices }: { readonly devices: DevicesView }) => {
  const { t } = useTranslation();
  const text = deviceTroubleText(devices, t);
  return text === null ? null : <State tone="near" text={text} />;
};

const ShiftState = ({ shift }: { readonly shift: ShiftView | null }) => {
  const { t } = useTranslation();
  const formats = useFormats();
  return shift === null ? (
    <State tone="near" text={t("header.noShift")} />
  ) : (
    <State tone="ok" text={t("header.shiftSince", { time: formats.clock(shift.openedAtMs) })} />
  );
};

const Clock = () => {
  const formats = useFormats();
  const offsetMs = useTill((state) => state.clockOffsetMs);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return <time className="header-clock">{formats.clock(nowMs + offsetMs)}</time>;
};

export const HeaderBar = () => {
  const { t } = useTranslation();
  const store = useTill((state) => state.store);
  const staff = useTill((state) => state.staff);
  const devices = useTill((state) => state.devices);
  const shifts = useTill((state) => state.shifts);
  if (store === null) {
    return null;
  }
  return (
    <header className="header-bar">
      <b>{t("header.place", { store: store.storeName, till: store.tillCode })}</b>
      <button
        type="button"
        className="header-button"
        title={t("more.switchCashier")}
        onClick={() => runCommand("switchCashier")}
      >
        {staff?.name}
      </button>
      <span className="header-space" />
      <State tone="quiet" text={t("header.standalone")} />
      {shifts === null ? null : (
        <button
          type="button"
          className="header-button"
          data-testid="shift-state"
          onClick={() => runCommand("drawer")}
        >
          <ShiftState shift={shifts.current} />
        </button>
      )}
      {devices === null ? null : (
        <button
          type="button"
          className="header-button"
          data-testid="device-states"
          onClick={() => runCommand("devices")}
        >
          <PrinterState printer={devices.printer} />
          <TerminalTrouble terminal={devices.terminal} />
          <PortTrouble devices={devices} />
        </button>
      )}
      <Clock />
    </header>
  );
};
