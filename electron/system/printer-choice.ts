/**
 * Owns the connection to the printer in use, and changing it while the till runs: the print queue talks to one transport
 * that passes everything on. The one before is closed, and a job under way with it fails as a cut cable would.
 */
import {
  VIRTUAL_PRINTER,
  type DrawerSetup,
  type KnownPrinterSetup,
  type PrinterModel,
  type PrinterSetup,
} from "../../domain/printing/printer-setup.ts";
import {
  codePageForLocale,
  printerProfiles,
  type PrinterProfile,
} from "../../drivers/printer/printer-profile.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import type { SerialPorts } from "../../drivers/serial/serial-ports.ts";
import type { PrinterChoice } from "../services/devices/printer-setup.ts";
import { printerFromAddress } from "./printer-from-address.ts";

export interface PrinterInUse extends PrinterChoice {
  readonly transport: PrinterTransport;
  readonly profile: () => PrinterProfile;
  /** Of the printer that steps in. */
  readonly backupProfile: () => PrinterProfile;
  readonly isVirtual: () => boolean;
}

export interface PrinterInUseParts {
  /** The printer that the till was started with; null: what the shop chose. */
  readonly fixed: PrinterTransport | null;
  readonly stored: KnownPrinterSetup;
  readonly listPorts: SerialPorts["list"];
  readonly locale: string;
  readonly virtual: (profile: PrinterProfile) => PrinterTransport;
  readonly onChange: () => void;
}

const addressesOf = ({ address, backupAddress }: PrinterSetup): string =>
  `${address} ${backupAddress}`.trim();

/** An address with a space in it would be two. */
const isReadable = (address: string): boolean => !/\s/.test(address) && printerFromAddress(address).ok;

export const createPrinterInUse = (parts: PrinterInUseParts): PrinterInUse => {
  const { fixed, locale, virtual, listPorts, onChange } = parts;
  const profileOf = (
    { profile, changes }: PrinterModel,
    { pin, onMs, offMs }: DrawerSetup,
  ): PrinterProfile => {
    const found: PrinterProfile =
      Object.values(printerProfiles).find(({ name }) => name === profile) ?? printerProfiles["epson-80mm"];
    return {
      ...found,
      codePage: codePageForLocale(locale),
      codePageNumbers: changes?.codePageNumbers ?? found.codePageNumbers,
      cut: changes?.cut ?? found.cut,
      drawer: found.drawer && { pin, onMs, offMs },
    };
  };
  const answers = (model: PrinterModel): boolean => model.changes?.givesStatus ?? true;
  const connect = (setup: KnownPrinterSetup): PrinterTransport => {
    const printer = printerFromAddress(addressesOf(setup), {
      givesStatus: [answers(setup), answers(setup.backup ?? setup)],
      devices: setup.devices,
      listPorts,
    });
    return (printer.ok ? printer.value : null) ?? virtual(profileOf(setup, setup.drawer));
  };
  let setup = fixed === null ? parts.stored : { ...VIRTUAL_PRINTER, devices: [] };
  let current = fixed ?? connect(setup);
  let closed = false;
  return {
    transport: {
      get name() {
        return current.name;
      },
      send: (bytes, options) => current.send(bytes, options),
      status: (options) => current.status(options),
      close: () => {
        closed = true;
        return current.close();
      },
    },
    profile: () => profileOf(setup, setup.drawer),
    backupProfile: () => profileOf(setup.backup ?? setup, setup.drawer),
    isVirtual: () => fixed === null && setup.address === "",
    setup: () => setup,
    isFixed: fixed !== null,
    unreadable: (wanted) =>
      [wanted.address, wanted.backupAddress].find((address) => !isReadable(address)) ??
      (wanted.address === "" && wanted.backupAddress !== "" ? wanted.backupAddress : null),
    use: (wanted) => {
      const before = current;
      setup = wanted;
      current = closed ? before : connect(wanted);
      void before.close();
      onChange();
    },
  };
};
