/**
 * Owns choosing the receipt printer on screen: stored, audited, and in use at once. Jobs that wait go to the new one. A
 * printer that the till was started with (TILLWRIGHT_PRINTER) cannot be changed here.
 */
import {
  storedPrinter,
  type PrinterSetupError,
  type PrinterSetupView,
} from "../../../contracts/ipc/devices.ts";
import {
  VIRTUAL_PRINTER,
  type KnownPrinterSetup,
  type PrinterSetup,
  type SerialIdentity,
} from "../../../domain/printing/printer-setup.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  codePageForLocale,
  codePageNumber,
  printerProfiles,
  type PrinterProfile,
} from "../../../drivers/printer/printer-profile.ts";
import type { ListedPort } from "../../../drivers/serial/serial-ports.ts";
import type { Actor, PrintingDep, ProfileDep, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";
import type { SerialDevicesDep } from "./set-serial-config.ts";

export const PRINTER_SETTING = "device.printer";

/** The printer in use, and a way to use another. */
export interface PrinterChoice {
  readonly setup: () => KnownPrinterSetup;
  /** Chosen where the till was started. */
  readonly isFixed: boolean;
  /** The first address that means nothing; null when all do. */
  readonly unreadable: (setup: PrinterSetup) => string | null;
  readonly use: (setup: KnownPrinterSetup) => void;
}

export interface PrinterChoiceDep {
  readonly printerChoice: PrinterChoice;
}

/** What was never set, or cannot be read, is the virtual printer: it loses nothing. */
export const storedPrinterSetup = ({ settings }: SettingsDep): KnownPrinterSetup => {
  const stored = settings.get(PRINTER_SETTING, parseSetup);
  return (stored.ok ? stored.value : null) ?? { ...VIRTUAL_PRINTER, devices: [] };
};

const parseSetup = (value: unknown): KnownPrinterSetup | null => {
  const stored = storedPrinter.safeParse(value);
  return stored.success && unknownProfile(stored.data) === null ? stored.data : null;
};

/** The first that there is not; null: there are all. */
const unknownProfile = ({ profile, backup }: PrinterSetup): string | null =>
  [profile, backup?.profile ?? profile].find((name) => !Object.hasOwn(printerProfiles, name)) ?? null;

export const printerSetupView = ({
  printerChoice,
  profile: { locale },
}: PrinterChoiceDep & ProfileDep): PrinterSetupView => {
  const { devices: _known, ...setup } = printerChoice.setup();
  return {
    ...setup,
    isFixed: printerChoice.isFixed,
    profiles: Object.values<PrinterProfile>(printerProfiles).map((profile) => {
      const pages = [codePageForLocale(locale), ...profile.otherCodePages];
      return {
        name: profile.name,
        columns: profile.columns,
        usual: {
          codePageNumbers: Object.fromEntries(pages.map((page) => [page, codePageNumber(profile, page)])),
          cut: profile.cut,
          givesStatus: true,
        },
      };
    }),
  };
};

export const setPrinter = async (
  deps: PrinterChoiceDep & ChangeSettingsDeps & PrintingDep & ProfileDep & SerialDevicesDep,
  actor: Actor,
  wanted: PrinterSetup,
): Promise<Result<PrinterSetupView, PrinterSetupError>> => {
  const { printerChoice } = deps;
  if (printerChoice.isFixed) {
    return err({ type: "PrinterIsFixed" });
  }
  const profile = unknownProfile(wanted);
  if (profile !== null) {
    return err({ type: "UnknownPrinterProfile", profile });
  }
  const unreadable = printerChoice.unreadable(wanted);
  if (unreadable !== null) {
    return err({ type: "BadPrinterAddress", address: unreadable });
  }
  const before = printerChoice.setup();
  const after = { ...wanted, devices: await devicesOf(wanted, before.devices, deps.serialDevices.ports) };
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    changeSettings(deps, actor, {
      values: { [PRINTER_SETTING]: after },
      action: "setting.printer",
      before,
      after,
    });
    printerChoice.use(after);
    deps.printing.wake();
  }
  return ok(printerSetupView(deps));
};

const SERIAL = "serial://";

/** "/dev/ttyUSB0" of "serial:///dev/ttyUSB0?baud=38400"; none of any other address. */
const serialPortOf = (address: string): readonly string[] =>
  address.startsWith(SERIAL) ? address.slice(SERIAL.length).split("?", 1) : [];

/** Who is at each serial port now; of one that is away, who was there when it was chosen. */
const devicesOf = async (
  { address, backupAddress }: PrinterSetup,
  before: readonly SerialIdentity[],
  listPorts: () => Promise<readonly ListedPort[]>,
): Promise<readonly SerialIdentity[]> => {
  const named = [address, backupAddress].flatMap(serialPortOf);
  if (named.length === 0) {
    return [];
  }
  // A path begins with a slash, a Windows port does not.
  const isNamed = ({ path }: SerialIdentity): boolean => named.includes(path) || named.includes(`/${path}`);
  const now = (await listPorts()).filter(isNamed);
  const away = before.filter((known) => isNamed(known) && now.every(({ path }) => path !== known.path));
  return [...now, ...away].map(({ path, vendorId, productId, serialNumber }) => ({
    path,
    vendorId,
    productId,
    serialNumber,
  }));
};
