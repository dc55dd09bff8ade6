/**
 * Owns choosing the receipt printer on screen: stored, audited, and in use at once. Jobs that wait go to the new one. A
 * printer that the till was started with (TILLWRIGHT_PRINTER) cannot be changed here.
 */
import type { PrinterSetupError, PrinterSetupView } from "../../../contracts/ipc/devices.ts";
import {
  DRAWER_SENSORS,
  USUAL_DRAWER,
  VIRTUAL_PRINTER,
  type DrawerSetup,
  type PrinterSetup,
} from "../../../domain/printing/printer-setup.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import type { Actor, PrintingDep, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";

export const PRINTER_SETTING = "device.printer";

/** The printer in use, and a way to use another. */
export interface PrinterChoice {
  readonly setup: () => PrinterSetup;
  /** Chosen where the till was started. */
  readonly isFixed: boolean;
  /** The first address that means nothing; null when all do. */
  readonly unreadable: (setup: PrinterSetup) => string | null;
  readonly use: (setup: PrinterSetup) => void;
}

export interface PrinterChoiceDep {
  readonly printerChoice: PrinterChoice;
}

/** What was never set, or cannot be read, is the virtual printer: it loses nothing. */
export const storedPrinterSetup = ({ settings }: SettingsDep): PrinterSetup => {
  const stored = settings.get(PRINTER_SETTING, parseSetup);
  return (stored.ok ? stored.value : null) ?? VIRTUAL_PRINTER;
};

const parseSetup = (value: unknown): PrinterSetup | null => {
  if (typeof value !== "object" || value === null) {
    return null;
  }
  const { address, backupAddress, profile, drawer } = value as Record<string, unknown>;
  return typeof address === "string" &&
    typeof backupAddress === "string" &&
    typeof profile === "string" &&
    Object.hasOwn(printerProfiles, profile)
    ? { address, backupAddress, profile, drawer: parseDrawer(drawer) }
    : null;
};

const parseDrawer = (value: unknown): DrawerSetup => {
  if (typeof value !== "object" || value === null) {
    return USUAL_DRAWER;
  }
  const { pin, onMs, sensor } = value as Record<string, unknown>;
  const known = DRAWER_SENSORS.find((each) => each === sensor);
  return (pin === 2 || pin === 5) && typeof onMs === "number" && known !== undefined
    ? { pin, onMs, sensor: known }
    : USUAL_DRAWER;
};

export const printerSetupView = ({ printerChoice }: PrinterChoiceDep): PrinterSetupView => ({
  ...printerChoice.setup(),
  isFixed: printerChoice.isFixed,
  profiles: Object.values(printerProfiles).map(({ name, columns }) => ({ name, columns })),
});

export const setPrinter = (
  deps: PrinterChoiceDep & ChangeSettingsDeps & PrintingDep,
  actor: Actor,
  wanted: PrinterSetup,
): Result<PrinterSetupView, PrinterSetupError> => {
  const { printerChoice } = deps;
  if (printerChoice.isFixed) {
    return err({ type: "PrinterIsFixed" });
  }
  if (!Object.hasOwn(printerProfiles, wanted.profile)) {
    return err({ type: "UnknownPrinterProfile", profile: wanted.profile });
  }
  const unreadable = printerChoice.unreadable(wanted);
  if (unreadable !== null) {
    return err({ type: "BadPrinterAddress", address: unreadable });
  }
  const before = printerChoice.setup();
  if (JSON.stringify(before) !== JSON.stringify(wanted)) {
    changeSettings(deps, actor, {
      values: { [PRINTER_SETTING]: wanted },
      action: "setting.printer",
      before,
      after: wanted,
    });
    printerChoice.use(wanted);
    deps.printing.wake();
  }
  return ok(printerSetupView(deps));
};
