/**
 * Owns the running till behind a port: composes it with real devices (or their simulations), pushes what changed to
 * whoever listens, and closes it in order: printer, database.
 */
import { randomBytes } from "node:crypto";
import type { EventName, PushedEvents } from "../../contracts/ipc.ts";
import { growLog } from "../../db/grow-log.ts";
import type { TillDatabase } from "../../db/open-database.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import { createLineDrawer } from "../../drivers/printer/draw-line.ts";
import { realPrinterFinder } from "../../drivers/printer/find-printers.ts";
import type { PrinterTransport } from "../../drivers/printer/printer-transport.ts";
import { createVirtualTransport } from "../../drivers/printer/virtual-transport.ts";
import { realSerialPorts } from "../../drivers/serial/serial-ports.ts";
import type { LateApproval } from "../../drivers/terminal/tcp-terminal.ts";
import { createSimulatedTerminal } from "../../drivers/terminal/simulated-terminal.ts";
import { createCallHandler } from "../ipc/handle-call.ts";
import { createSettingRepository } from "../../db/repositories/settings.ts";
import { createHandlers } from "../ipc/till-handlers.ts";
import type { TillEventListener, TillPort } from "../ipc/till-port.ts";
import { storedPrinterSetup } from "../services/devices/printer-setup.ts";
import { storedTerminalAddress } from "../services/devices/terminal-setup.ts";
import { createSimulatedDevices } from "../services/devices/simulated-devices.ts";
import { reverseInBackground, takeLateApproval } from "../services/payment/card-reversals.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import type { Timers } from "../services/printing/print-worker.ts";
import { staffView } from "../services/session/app-view.ts";
import { settleOpenRefund } from "../services/refund/refund-sale.ts";
import { shiftsView } from "../services/shifts/shifts-view.ts";
import type { Till } from "../services/till.ts";
import type { BugLog } from "./bug-log.ts";
import { composeTill, type ComposedTill } from "./compose-till.ts";
import { hashBadge, hashPin, newBadge, pinMatches } from "./pin-hash.ts";
import { randomIds, realClock } from "./real-clock.ts";
import { readMigrations } from "../../db/migration-files.ts";
import { createPrinterInUse } from "./printer-choice.ts";
import { createTerminalInUse, type TerminalInUse } from "./terminal-choice.ts";
import type { ReopenAfter } from "./reopening-port.ts";
import { createThreadChecks } from "./thread-checks.ts";
import type { TillKey } from "./till-key.ts";

export interface TillPortParts {
  readonly db: TillDatabase;
  readonly profile: StoreProfile;
  readonly key: TillKey;
  /** For signed coupons; null: it could not be read. */
  readonly couponKey: TillKey | null;
  readonly bugs: BugLog;
  /** null: the virtual printer. */
  readonly printer: PrinterTransport | null;
  /** null: what the shop chose. */
  readonly terminalAddress: string | null;
  /** Where the virtual printer keeps its jobs. */
  readonly printedDir: string;
  readonly backupDir: string;
  readonly migrationsDir: string;
  readonly demo: boolean;
  /** Opens the database that took this one's place. */
  readonly reopenAfter: ReopenAfter;
}

const IDLE_CHECKPOINT_MS = 30_000;
const ABSENCE_CHECK_MS = 1000;
/** Long enough to see that the till waits for a card. The crash harness sets it low. */
const CARD_TAKES_MS = Number(process.env["TILLWRIGHT_SIMULATED_CARD_MS"] ?? 1200);

export const createTillPort = (parts: TillPortParts): TillPort => {
  const listeners = new Set<TillEventListener>();
  const push = <N extends EventName>(name: N, data: () => PushedEvents[N]): void => {
    if (listeners.size === 0) {
      return;
    }
    const value = data();
    for (const listener of listeners) {
      listener(name, value);
    }
  };
  const { till, printWorker, customerDisplay, printerWatch, terminal } = compose(parts, push);
  pushChanges(till, push);
  growLog(parts.db.path);
  printWorker.wake();
  printerWatch.start();
  till.serialDevices.start();
  // What a crash left open at the card terminal is cleared up before anybody asks; when it cannot be, the next refund asks.
  // Payments to be undone come behind it: both have the terminal to themselves.
  settleOpenRefund(till)
    .then(() => lookAfterTerminal(till, parts.bugs))
    .catch((error: unknown) => parts.bugs.report("card refund", error));
  runJobs(till);
  let daily: Promise<unknown> = Promise.resolve();
  const idle = setInterval(() => {
    parts.db.idleCheckpoint();
    runJobs(till);
    lookAfterTerminal(till, parts.bugs);
    daily = till.books.daily.tick().catch((error: unknown) => parts.bugs.report("daily backup", error));
  }, IDLE_CHECKPOINT_MS);
  const absence = setInterval(() => {
    // Whoever waits for a customer's card is there.
    if (!till.terminalTurn.isTaken()) {
      till.staffSession.lockIfIdle();
    }
  }, ABSENCE_CHECK_MS);
  return {
    call: createCallHandler({
      handlers: createHandlers(till),
      session: till.staffSession,
      approvals: till.approvals,
      reportBug: parts.bugs.report,
    }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      clearInterval(idle);
      clearInterval(absence);
      till.cardPayments.cancel();
      till.couponPrinting.cancel();
      await till.couponBatches.stop();
      customerDisplay.stop();
      printerWatch.stop();
      await till.serialDevices.stop();
      await printWorker.stop();
      terminal.close();
      await daily;
      parts.db.close();
    },
  };
};

/** Not in the middle of a sale: a job takes its time, and the basket's price must not move. */
const runJobs = (till: Till): void => {
  if (!till.terminalTurn.isTaken() && (till.basketSession.current()?.lines.length ?? 0) === 0) {
    till.jobs.tick();
  }
};

/** In quiet moments: whether it is there, and what it took after everybody had stopped waiting. */
const lookAfterTerminal = (till: Till, bugs: BugLog): void => {
  if (!till.terminalTurn.isTaken()) {
    void till.terminalChoice.look();
    reverseInBackground(till).catch((error: unknown) => bugs.report("card reversal", error));
  }
};

type Push = <N extends EventName>(name: N, data: () => PushedEvents[N]) => void;

const compose = (parts: TillPortParts, push: Push): ComposedTill & { readonly terminal: TerminalInUse } => {
  const migrations = readMigrations(parts.migrationsDir);
  const pushDevices = (): void => {
    push("devices.changed", () => composed.till.devices());
  };
  const { printer, terminal, simulated } = connectDevices(parts, pushDevices, (late) => {
    takeLateApproval(composed.till, late).catch((error: unknown) =>
      parts.bugs.report("card reversal", error),
    );
  });
  const composed = composeTill({
    ...parts,
    clock: realClock,
    ids: randomIds,
    randomBytes,
    signer: parts.key,
    couponSigner: parts.couponKey,
    pinMatches,
    hashBadge,
    hashPin,
    newBadge,
    terminal: terminal.terminal,
    terminalChoice: terminal,
    transport: printer.transport,
    printerProfile: printer.profile,
    backupProfile: printer.backupProfile,
    printerChoice: printer,
    rasterizeLine: createLineDrawer((error) => {
      parts.bugs.report("printing", error);
    }),
    simulated,
    timers: realTimers,
    printsReceipts: true,
    // They were read a moment ago, when the database was opened.
    migrations: migrations.ok ? migrations.value : [],
    checks: createThreadChecks({ databasePath: parts.db.path, migrationsDir: parts.migrationsDir }),
    onBooksChange: (progress) => {
      push("books.progress", () => progress);
    },
    onCouponProgress: (progress) => {
      push("coupons.progress", () => progress);
    },
    onCouponPrinting: (printing) => {
      push("coupons.printing", () => printing);
    },
    serialPorts: realSerialPorts,
    printerFinder: realPrinterFinder,
    onScanReceived: (scan) => {
      push("scan.received", () => scan);
    },
    onScaleReading: (reading) => {
      push("scale.reading", () => reading);
    },
    onDevicesChange: pushDevices,
    onPrintChange: (jobId) => {
      push("print.changed", () => ({ jobId }));
    },
    onBug: (error) => {
      parts.bugs.report("printing", error);
    },
  });
  return { ...composed, terminal };
};

/** The printer and the terminal that the shop chose, or their simulations. */
const connectDevices = (
  parts: TillPortParts,
  pushDevices: () => void,
  onLateApproval: (late: LateApproval) => void,
) => {
  const printer = createPrinterInUse({
    fixed: parts.printer,
    stored: storedPrinterSetup({ settings: createSettingRepository(parts.db) }),
    locale: parts.profile.locale,
    listPorts: realSerialPorts.list,
    virtual: (profile) =>
      createVirtualTransport({
        directory: parts.printedDir,
        profile,
        behaviour: () => simulated.printer() ?? "ok",
      }),
    onChange: pushDevices,
  });
  const terminal = createTerminalInUse({
    fixed: parts.terminalAddress,
    stored: storedTerminalAddress({ settings: createSettingRepository(parts.db) }),
    simulated: createSimulatedTerminal({
      behaviour: () => simulated.terminal() ?? "approve",
      presentCard: (signal) => wait(CARD_TAKES_MS, signal),
    }),
    onChange: pushDevices,
    onLateApproval,
  });
  const simulated = createSimulatedDevices(
    { printer: printer.isVirtual, terminal: terminal.isSimulated },
    pushDevices,
  );
  return { printer, terminal, simulated };
};

const realTimers: Timers = {
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};

const wait = (delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

const pushChanges = (till: Till, push: Push): void => {
  const pushBasket = (): void => {
    push("basket.changed", () => {
      const basket = till.basketSession.current();
      const seen = till.staffSession.current() && basket ? basketView(till, basket) : null;
      return { basket: seen, parkedCount: till.baskets.countParked() };
    });
  };
  const pushShifts = (): void => {
    push("shift.changed", () => {
      const actor = till.staffSession.current();
      return { shifts: actor ? shiftsView(till, actor) : null };
    });
  };
  till.basketSession.onChange(pushBasket);
  till.shifts.onChange(pushShifts);
  till.lastSale.onChange(() => push("customerScreen.changed", () => null));
  till.staffSession.onChange(() => {
    const actor = till.staffSession.current();
    // The person last: the screen that they start on depends on the other two.
    pushBasket();
    pushShifts();
    till.lastSale.changed();
    push("session.changed", () => ({
      staff: actor ? staffView(actor) : null,
      lockedName: till.staffSession.lockedName(),
    }));
  });
};
