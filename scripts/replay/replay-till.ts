/**
 * Owns a till for replays: the product's own composition on a fresh file with full durability, a clock that follows
 * the invoices, counted ids, a terminal that approves at once, and no printer.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { Clock } from "../../db/clock.ts";
import { openDatabase, type TillDatabase } from "../../db/open-database.ts";
import { createSettingRepository } from "../../db/repositories/settings.ts";
import { createStaffRepository } from "../../db/repositories/staff.ts";
import { writeStoreProfile } from "../../db/repositories/store-profile.ts";
import { ok } from "../../domain/result.ts";
import { EVERYTHING } from "../../domain/staff/rights.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import { noPrinterFinder } from "../../drivers/printer/find-printers.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import { createSimulatedTerminal } from "../../drivers/terminal/simulated-terminal.ts";
import type { Actor, OffersSource } from "../../electron/services/deps.ts";
import {
  LARGEST_OPEN_PRICE_KEY,
  SMALLEST_OPEN_PRICE_KEY,
} from "../../electron/services/checkout/open-price.ts";
import { noSerialDevices } from "../../electron/services/devices/serial-devices.ts";
import { createSimulatedDevices } from "../../electron/services/devices/simulated-devices.ts";
import type { Till } from "../../electron/services/till.ts";
import { VIRTUAL_PRINTER } from "../../domain/printing/printer-setup.ts";
import { createPrinterInUse } from "../../electron/system/printer-choice.ts";
import { createTerminalInUse } from "../../electron/system/terminal-choice.ts";
import { composeTill } from "../../electron/system/compose-till.ts";
import { openTillMessage } from "../../electron/system/open-till-message.ts";
import { dataPaths, migrationsDir } from "../../electron/system/open-till.ts";
import { inlineBooks } from "../../electron/system/inline-books.ts";
import { makeTillKey } from "../../electron/system/till-key.ts";

export interface ReplayTill {
  readonly db: TillDatabase;
  readonly till: Till;
  readonly actor: Actor;
  readonly setNow: (atMs: number) => void;
  readonly close: () => Promise<void>;
}

const LARGEST_PRICE_MINOR = 100_000_00;

const profile: StoreProfile = {
  storeCode: "R1",
  storeName: "Online Retail",
  addressLines: [],
  taxNumber: null,
  tillCode: "T1",
  currency: "GBP",
  locale: "en-GB",
  timezone: "Europe/London",
  pricesIncludeTax: true,
  cashRounding: { stepMinor: 1, mode: "nearest" },
  receiptFooter: [],
};

const approvingTerminal = () =>
  createTerminalInUse({
    fixed: "",
    stored: "",
    simulated: createSimulatedTerminal({ behaviour: () => "approve" }),
    onChange: () => {},
    onLateApproval: () => {},
  });

const printerInUse = () =>
  createPrinterInUse({
    fixed: noPrinter,
    stored: { ...VIRTUAL_PRINTER, devices: [] },
    locale: profile.locale,
    listPorts: () => Promise.resolve([]),
    virtual: () => noPrinter,
    onChange: () => {},
  });

const openFile = (dataDir: string, clock: Clock): TillDatabase => {
  mkdirSync(dataDir, { recursive: true });
  const { database, backups } = dataPaths(dataDir);
  const opened = openDatabase({ path: database, migrationsDir, backupDir: backups, clock });
  if (!opened.ok) {
    throw new Error(openTillMessage(opened.error));
  }
  return opened.value;
};

/** `withOffers`: it prices with the offers in its database, and not with none at all. */
export const openReplayTill = (
  dataDir: string,
  { withOffers = false }: { readonly withOffers?: boolean } = {},
): ReplayTill => {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs };
  const db = openFile(dataDir, clock);
  const settings = createSettingRepository(db);
  writeStoreProfile(settings, profile);
  // The data has free items, and items of more than ten thousand.
  settings.set(SMALLEST_OPEN_PRICE_KEY, 0);
  settings.set(LARGEST_OPEN_PRICE_KEY, LARGEST_PRICE_MINOR);
  const staff = createStaffRepository(db).create(
    { name: "Replay", roleCode: "manager", badgeHash: null, pinHash: "nobody can sign in with this" },
    null,
  );
  let lastId = 0;
  const terminal = approvingTerminal();
  const printer = printerInUse();
  const { till, printWorker } = composeTill({
    db,
    profile,
    clock,
    ids: { next: () => `replay-${String((lastId += 1)).padStart(ID_DIGITS, "0")}` },
    ...(withOffers ? {} : { offers: NO_OFFERS }),
    randomBytes,
    onCouponProgress: () => {},
    onCouponPrinting: () => {},
    signer: makeTillKey(dataPaths(dataDir).key),
    pinMatches: async () => false,
    hashBadge: (badge) => badge,
    hashPin: (pin) => pin,
    newBadge: () => "",
    terminal: terminal.terminal,
    terminalChoice: terminal,
    transport: printer.transport,
    printerProfile: printer.profile,
    backupProfile: printer.backupProfile,
    printerChoice: printer,
    rasterizeLine: null,
    ...noSerialDevices,
    printerFinder: noPrinterFinder,
    simulated: createSimulatedDevices({ printer: () => true, terminal: terminal.isSimulated }, () => {}),
    timers: { after: () => () => {} },
    printsReceipts: false,
    ...inlineBooks(db, { dataDir, migrationsDir }),
    demo: false,
    onDevicesChange: () => {},
    onPrintChange: () => {},
    onBug: (error) => {
      throw error;
    },
  });
  return {
    db,
    till,
    actor: { staffId: staff.id, name: staff.name, roleCode: "manager", rights: EVERYTHING, approver: null },
    setNow: (atMs) => {
      nowMs = atMs;
    },
    close: async () => {
      await printWorker.stop();
      db.close();
    },
  };
};

const ID_DIGITS = 10;

const NO_OFFERS: OffersSource = {
  current: () => ({ campaigns: [], hash: "none" }),
  coupon: () => null,
  readDefinition: () => null,
  refresh: () => {},
};

const noPrinter: PrinterTransport = {
  name: "none",
  send: async () => ok({ confirmed: true, paperNearEnd: false }),
  status: async () => ({
    reachable: true,
    known: false,
    cause: null,
    paperNearEnd: false,
    drawerSensorHigh: false,
  }),
  close: async () => {},
};
