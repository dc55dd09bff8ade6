/**
 * Owns a whole till for tests: the product's own composition on a temporary file (or in memory) with the demo store, a
 * clock that the test sets, counted ids, and a terminal and a printer that do what the test says.
 */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Payload, ProcedureError, ProcedureName, Success } from "../../contracts/ipc.ts";
import type { CallError } from "../../contracts/ipc/procedure.ts";
import { openDatabase, type TillDatabase } from "../../db/open-database.ts";
import { createSettingRepository } from "../../db/repositories/settings.ts";
import { readStoreProfile } from "../../db/repositories/store-profile.ts";
import type { CouponDefinition } from "../../domain/campaigns/campaign.ts";
import { codeKey } from "../../domain/campaigns/code-key.ts";
import type { PrintFailureCause, SendCertainty } from "../../domain/printing/print-failure.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import { noPrinterFinder } from "../../drivers/printer/find-printers.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import type { SerialPorts } from "../../drivers/serial/serial-ports.ts";
import {
  createSimulatedTerminal,
  type SimulatedTerminalBehaviour,
} from "../../drivers/terminal/simulated-terminal.ts";
import { createCallHandler } from "../../electron/ipc/handle-call.ts";
import { createHandlers } from "../../electron/ipc/till-handlers.ts";
import type { Actor, KnownCoupon, OffersInForce, OffersSource } from "../../electron/services/deps.ts";
import type { BooksParts } from "../../electron/services/books/books.ts";
import type { CouponProgressDep } from "../../electron/services/coupons/coupon-batches.ts";
import type { CouponPrintingDep } from "../../electron/services/coupons/print-batch.ts";
import { createOffersSource } from "../../electron/services/offers/offers-in-force.ts";
import { storedPrinterSetup } from "../../electron/services/devices/printer-setup.ts";
import { createPrinterInUse } from "../../electron/system/printer-choice.ts";
import { storedTerminalAddress } from "../../electron/services/devices/terminal-setup.ts";
import { takeLateApproval } from "../../electron/services/payment/card-reversals.ts";
import { createTerminalInUse } from "../../electron/system/terminal-choice.ts";
import { noSerialDevices } from "../../electron/services/devices/serial-devices.ts";
import { createSimulatedDevices } from "../../electron/services/devices/simulated-devices.ts";
import type { Timers } from "../../electron/services/printing/print-worker.ts";
import { openShift } from "../../electron/services/shifts/open-shift.ts";
import type { Till } from "../../electron/services/till.ts";
import { composeTill } from "../../electron/system/compose-till.ts";
import { createOfferTables } from "../../electron/system/offer-tables.ts";
import { seedDemoStore } from "../../electron/system/demo-store.ts";
import { inlineBooks } from "../../electron/system/inline-books.ts";
import { dataPaths, migrationsDir } from "../../electron/system/open-till.ts";

/** Offers that do not lie in the database. */
export interface TestOffers extends OffersInForce {
  readonly couponDefinitions: readonly CouponDefinition[];
}

export interface TestTillOptions {
  /** A data folder to open again; default: a fresh one. ":memory:" is fastest. */
  readonly dataDir?: string;
  readonly profile?: Partial<StoreProfile>;
  /** Default: none, so that a test's figures are the price list's. "demo": the demo store's own. */
  readonly offers?: TestOffers | "demo";
  readonly printsReceipts?: boolean;
  /** Default: the operating system's. */
  readonly randomBytes?: (count: number) => Uint8Array;
  /** Default: none. */
  readonly serialPorts?: SerialPorts;
  /** What is pushed to the screens is asked for here. */
  readonly onDevicesChange?: () => void;
  readonly onCouponProgress?: CouponProgressDep["onCouponProgress"];
  readonly onCouponPrinting?: CouponPrintingDep["onCouponPrinting"];
  /** Locks itself when nobody touches it, as a till does. Default: no, so that a test may move the clock. */
  readonly autoLocks?: boolean;
  /** Default: checks in the test's own thread, and a till that cannot be reopened. */
  readonly books?: Partial<BooksParts>;
}

/** What the test printer got and what it does with the next job. */
export interface TestPrinter {
  readonly jobs: Uint8Array[];
  fail: PrintFailureCause | null;
  /** Whether the failing job may have reached the printer. */
  certainty: SendCertainty;
  /** A job waits for it; null prints at once. */
  gate: Promise<void> | null;
}

/** Timers that run when the test says so. */
export interface TestTimers {
  /** How long each waiting timer would wait. */
  readonly delaysMs: () => readonly number[];
  readonly fire: () => void;
}

export interface TestTill {
  readonly till: Till;
  readonly dataDir: string;
  readonly clock: { nowMs: () => number; set: (atMs: number) => void; advance: (byMs: number) => void };
  /** `gate`: what a customer's card waits for; null is no time at all. */
  readonly terminal: { behaviour: SimulatedTerminalBehaviour; gate: Promise<void> | null };
  readonly timers: TestTimers;
  readonly printer: TestPrinter;
  readonly bugs: unknown[];
  readonly call: <N extends ProcedureName>(
    name: N,
    payload: Payload<N>,
  ) => Promise<Result<Success<N>, ProcedureError<N> | CallError>>;
  /** As `call`, but an error fails the test. */
  readonly must: <N extends ProcedureName>(name: N, payload: Payload<N>) => Promise<Success<N>>;
  /** Any payload at all: what a hostile or broken screen might send. */
  readonly callRaw: (name: string, payload: unknown) => Promise<Result<unknown, unknown>>;
  readonly printed: () => Promise<void>;
  /** From here on the printer is asked how it is between jobs, as a running till does. */
  readonly watchPrinter: () => void;
  readonly close: () => Promise<void>;
}

/** Friday 20 November 2026, 15:00 in Istanbul. */
export const START_MS = Date.UTC(2026, 10, 20, 12, 0, 0);

const keys = generateKeyPairSync("ed25519");
const signer = {
  publicKey: keys.publicKey.export({ type: "spki", format: "pem" }).toString(),
  sign: (hash: string) => sign(null, Buffer.from(hash, "hex"), keys.privateKey).toString("base64"),
};

/** A real till process must be able to open the folder later: it looks for the key that began the journal. */
const leaveKey = (path: string): void => {
  if (!existsSync(path)) {
    const pem = keys.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    writeFileSync(path, pem, { mode: 0o600 });
  }
};

/**
 * The file, and the memory, as the first till of this process had it: migrating and filling each one anew is most of
 * opening it. The two differ in how they keep their journal.
 */
let demoStore: Uint8Array | null = null;
let demoStoreInMemory: Uint8Array | null = null;

const freshDataDir = (): string => {
  const dataDir = mkdtempSync(join(tmpdir(), "tillwright-"));
  if (demoStore !== null) {
    writeFileSync(join(dataDir, "till.sqlite"), demoStore);
  }
  return dataDir;
};

export const openTestTill = (options: TestTillOptions = {}): TestTill => {
  const dataDir = options.dataDir ?? freshDataDir();
  const clock = settableClock();
  const inMemory = dataDir === ":memory:";
  const opened = openDatabase({
    path: inMemory ? dataDir : join(dataDir, "till.sqlite"),
    migrationsDir,
    backupDir: join(dataDir, "backups"),
    clock,
    ...(inMemory && demoStoreInMemory !== null ? { image: demoStoreInMemory } : {}),
  });
  if (!inMemory) {
    leaveKey(dataPaths(dataDir).key);
  }
  if (!opened.ok) {
    throw new Error(`The test database did not open: ${JSON.stringify(opened.error)}`);
  }
  const db = opened.value;
  seedDemoStore({ db, hashPin: hashTestPin });
  if (options.dataDir === undefined) {
    demoStore ??= db.sqlite.serialize();
  }
  if (inMemory) {
    demoStoreInMemory ??= db.sqlite.serialize();
  }
  const settings = createSettingRepository(db);
  if (options.autoLocks !== true) {
    settings.set("session.rules", { autoLockMs: 0 });
  }
  const stored = readStoreProfile(settings);
  if (!stored.ok || !stored.value) {
    throw new Error("The demo store has no profile");
  }
  const bugs: unknown[] = [];
  const terminal: TestTill["terminal"] = { behaviour: "approve", gate: null };
  const printer: TestPrinter = { jobs: [], fail: null, certainty: "nothingSent", gate: null };
  const timers = settableTimers();
  const printerInUse = createPrinterInUse({
    fixed: null,
    stored: storedPrinterSetup({ settings: createSettingRepository(db) }),
    locale: stored.value.locale,
    listPorts: () => (options.serialPorts ?? noSerialDevices.serialPorts).list(),
    virtual: () => testTransport(printer),
    onChange: () => {},
  });
  const terminalInUse = createTerminalInUse({
    fixed: null,
    stored: storedTerminalAddress({ settings }),
    simulated: createSimulatedTerminal({
      behaviour: () => terminal.behaviour,
      presentCard: async () => {
        await terminal.gate;
      },
    }),
    onChange: () => {},
    onLateApproval: (late) => {
      takeLateApproval(till, late).catch((error: unknown) => bugs.push(error));
    },
  });
  const { till, printWorker, customerDisplay, printerWatch } = composeTill({
    db,
    profile: { ...stored.value, ...options.profile },
    clock,
    ids: countedIds(),
    ...(options.offers === "demo" ? {} : { offers: offersSource(db, options.offers) }),
    signer,
    couponSigner: signer,
    hashBadge: (badge) => `hash of ${badge}`,
    hashPin: hashTestPin,
    newBadge: countedBadges(),
    pinMatches: async (pin, hash) => hash === hashTestPin(pin),
    terminal: terminalInUse.terminal,
    terminalChoice: terminalInUse,
    transport: printerInUse.transport,
    printerProfile: printerInUse.profile,
    backupProfile: printerInUse.backupProfile,
    printerChoice: printerInUse,
    rasterizeLine: null,
    ...noSerialDevices,
    printerFinder: noPrinterFinder,
    ...(options.serialPorts === undefined ? {} : { serialPorts: options.serialPorts }),
    simulated: createSimulatedDevices(
      { printer: printerInUse.isVirtual, terminal: terminalInUse.isSimulated },
      () => {},
    ),
    timers,
    printsReceipts: options.printsReceipts ?? true,
    ...inlineBooks(db, {
      dataDir: inMemory ? join(tmpdir(), "no-backups") : dataDir,
      migrationsDir,
    }),
    ...options.books,
    demo: true,
    randomBytes: options.randomBytes ?? randomBytes,
    onCouponProgress: options.onCouponProgress ?? (() => {}),
    onCouponPrinting: options.onCouponPrinting ?? (() => {}),
    onDevicesChange: options.onDevicesChange ?? (() => {}),
    onPrintChange: () => {},
    onBug: (error) => bugs.push(error),
  });
  const handle = createCallHandler({
    handlers: createHandlers(till),
    session: till.staffSession,
    approvals: till.approvals,
    reportBug: (_where, error) => {
      bugs.push(error);
      return "test";
    },
  });
  const call: TestTill["call"] = async (name, payload) => (await handle(name, payload)) as never;
  return {
    till,
    dataDir,
    clock,
    terminal,
    timers,
    printer,
    bugs,
    call,
    callRaw: handle,
    must: async (name, payload) => {
      const answer = await call(name, payload);
      if (!answer.ok) {
        throw new Error(
          `${name} answered ${JSON.stringify(answer.error)}; bugs: ${bugs.map(String).join("; ")}`,
        );
      }
      return answer.value;
    },
    printed: async () => {
      while (printWorker.isPrinting()) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    watchPrinter: printerWatch.start,
    close: async () => {
      till.couponPrinting.cancel();
      await till.couponBatches.stop();
      customerDisplay.stop();
      printerWatch.stop();
      await printWorker.stop();
      terminalInUse.close();
      db.close();
    },
  };
};

const hashTestPin = (pin: string): string => `plain-for-tests-only-not-a-hash$${pin}`;

const countedBadges = (): (() => string) => {
  let made = 0;
  return () => `TWB${String((made += 1)).padStart(24, "0")}`;
};

/** Without offers of a test's own: no campaigns, and the coupons of the database. */
const offersSource = (db: TillDatabase, given: TestOffers | undefined): OffersSource => {
  const stored = createOffersSource({ ...createOfferTables(db), currencyDecimals: 2 });
  const offers = given ?? NO_OFFERS;
  const find = (code: string): KnownCoupon | null => {
    const definition = offers.couponDefinitions.find((known) => codeKey(known.code) === codeKey(code));
    return definition === undefined ? null : { definition, isBlocked: false };
  };
  return { ...stored, current: () => offers, coupon: given ? find : stored.coupon, refresh: () => {} };
};

const NO_OFFERS: TestOffers = { campaigns: [], couponDefinitions: [], hash: "none" };

const settableClock = (): TestTill["clock"] => {
  let atMs = START_MS;
  return {
    nowMs: () => atMs,
    set: (next) => {
      atMs = next;
    },
    advance: (byMs) => {
      atMs += byMs;
    },
  };
};

const settableTimers = (): TestTimers & Timers => {
  const waiting = new Set<{ readonly delayMs: number; readonly run: () => void }>();
  return {
    after: (delayMs, run) => {
      const timer = { delayMs, run };
      waiting.add(timer);
      return () => waiting.delete(timer);
    },
    delaysMs: () => [...waiting].map((timer) => timer.delayMs),
    fire: () => {
      const due = [...waiting];
      waiting.clear();
      for (const timer of due) {
        timer.run();
      }
    },
  };
};

let opened = 0;

/** Unique also over several tills on one file: a restarted till must not repeat an id. */
const countedIds = (): { readonly next: () => string } => {
  opened += 1;
  const prefix = `id${String(opened)}`;
  let next = 0;
  return { next: () => `${prefix}-${String((next += 1)).padStart(12, "0")}` };
};

const testTransport = (printer: TestPrinter): PrinterTransport => ({
  name: "test printer",
  send: async (bytes) => {
    await printer.gate;
    if (printer.fail) {
      return err({
        type: "PrintFailure",
        cause: printer.fail,
        certainty: printer.certainty,
        detail: "test",
      });
    }
    printer.jobs.push(bytes);
    return ok({ confirmed: true, paperNearEnd: false });
  },
  status: async () => ({
    reachable: true,
    known: true,
    cause: printer.fail,
    paperNearEnd: false,
    drawerSensorHigh: false,
  }),
  close: async () => {},
});

/** Signs the demo cashier (or manager) in, and opens a shift without a float where none is open. */
export const signIn = async (
  test: TestTill,
  who: "cashier" | "manager" = "cashier",
  { opensShift = true }: { readonly opensShift?: boolean } = {},
): Promise<void> => {
  await test.must("session.signIn", { pin: who === "cashier" ? "1111" : "2222" });
  const actor = test.till.staffSession.current();
  if (opensShift && actor && !test.till.shifts.currentFor(actor)) {
    openEmptyShift(test.till, actor);
  }
};

/** Without a slip, so that a test's print jobs are its own. */
const openEmptyShift = (till: Till, actor: Actor): void => {
  const shift = openShift({ ...till, printing: { printsReceipts: false, wake: () => {} } }, actor, {
    totalMinor: 0,
  });
  if (!shift.ok) {
    throw new Error(`The shift did not open: ${shift.error.type}`);
  }
};
