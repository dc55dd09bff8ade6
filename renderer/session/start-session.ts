/**
 * Owns bringing this window up: link the till, listen to what it pushes, read its state now and after each time it
 * was away, and start the scanner and the keyboard.
 */
import { readBadge } from "../../domain/staff/badge.ts";
import { toldCode } from "../../domain/staff/told-code.ts";
import { approveByScan, askApproval, dropApproval } from "../commands/approval.ts";
import type { PushedEvents } from "../../contracts/ipc.ts";
import { goToWork } from "../commands/place-of-work.ts";
import { showNextPerson, switchByBadge } from "../commands/switch-cashier.ts";
import {
  fetchSerialScans,
  finishSerialScan,
  forgetSerialScans,
  holdSerialScans,
  receiveSerialScan,
  takeSerialScansWith,
} from "../commands/serial-scans.ts";
import { acceptScan } from "../commands/till-worker.ts";
import { listenToKeys } from "../commands/listen-to-keys.ts";
import { KEYBOARD, type ScanSource } from "../scanning/scan-source.ts";
import { captureScans } from "../scanning/scan-capture.ts";
import { useApproval } from "../stores/approval-store.ts";
import { goTo, useScreen } from "../stores/screen-store.ts";
import { applyBasket, nowMs, useTill } from "../stores/till-store.ts";
import { linkTill } from "../transport/link.ts";
import { reportActivity } from "./report-activity.ts";
import { readState } from "./read-state.ts";
import type { TillClient, TillEvent } from "../transport/till-client.ts";

const takeEvent = (message: TillEvent): void => {
  switch (message.event) {
    case "basket.changed":
      useTill.setState({ parkedCount: message.data.parkedCount });
      applyBasket(message.data.basket);
      return;
    case "devices.changed":
      useTill.setState({ devices: message.data });
      return;
    case "session.changed":
      takePerson(message.data);
      return;
    case "shift.changed":
      useTill.setState({ shifts: message.data.shifts });
      return;
    case "books.progress":
      useTill.setState({ booksProgress: message.data });
      return;
    case "coupons.progress":
      useTill.setState({ couponProgress: message.data });
      return;
    case "coupons.printing":
      useTill.setState({ couponPrinting: message.data });
      return;
    case "till.reopened":
      forgetSerialScans();
      goTo({ name: "sell" });
      void catchUp();
      return;
    case "scan.received":
      receiveSerialScan(message.data);
      return;
    case "scale.reading":
      useTill.setState({ scale: message.data });
      return;
    case "customerScreen.changed":
      return;
    case "print.changed":
      useTill.setState((state) => ({ printRevision: state.printRevision + 1 }));
      return;
  }
};

/** Also a change that another window of this till made. */
const takePerson = ({ staff, lockedName }: PushedEvents["session.changed"]): void => {
  const before = useTill.getState().staff;
  useTill.setState({ staff, lockedName });
  if (staff?.id === before?.id) {
    return;
  }
  dropApproval();
  useScreen.setState({ notice: null });
  const last = before?.id ?? lastStaffId;
  lastStaffId = staff?.id ?? last;
  if (staff === null) {
    return;
  }
  if (last !== undefined && last !== staff.id) {
    showNextPerson();
  } else {
    goToWork();
  }
};

/** Who worked here before the till was locked. */
let lastStaffId: number | undefined;

const SHOWN_OF_LAST_SCAN = 60;

const takeScan = (code: string, source: ScanSource, scanId: number | null): void => {
  const shown = toldCode(code).slice(0, SHOWN_OF_LAST_SCAN);
  useScreen.setState({ lastScan: { code: shown, source, atMs: nowMs() } });
  const isForSale =
    useTill.getState().staff !== null && useApproval.getState().asked === null && readBadge(code) === null;
  if (isForSale) {
    acceptScan(code, source, scanId);
    return;
  }
  takeForPeople(code);
  if (scanId !== null) {
    void finishSerialScan(scanId, true);
  }
};

/** Signing in, approving, switching: a code there is a badge or nothing. */
const takeForPeople = (code: string): void => {
  if (useTill.getState().staff === null) {
    // Nobody is signed in: the screen says what to do; a code must not end in the PIN.
    useScreen.setState({ scanWhileSignedOut: code });
    return;
  }
  if (useApproval.getState().asked !== null) {
    approveByScan(readBadge(code));
    return;
  }
  const badge = readBadge(code);
  if (badge !== null) {
    void switchByBadge(badge);
  }
};

/** Typed by a scanner before it is known who works here. */
const early: string[] = [];

const takeTypedScan = (code: string): void => {
  if (useTill.getState().store === null) {
    early.push(code);
  } else {
    takeScan(code, KEYBOARD, null);
  }
};

/** Scans come after the state: before it they would be nobody's. */
const catchUp = async (): Promise<void> => {
  await readState();
  await fetchSerialScans();
  if (useTill.getState().store !== null) {
    early.splice(0).forEach(takeTypedScan);
  }
};

/** Until it is known what the shop set. */
const PACE_ALONE = { prefix: "", suffix: "" };

export const startSession = (client: TillClient): void => {
  linkTill(client, askApproval);
  client.onEvent(takeEvent);
  client.onConnection((connection) => {
    useTill.setState({ connection });
    if (connection === "connected") {
      // An answer that was on its way when the line broke never comes.
      useScreen.setState({ waitingForCard: false, paying: false });
      void catchUp();
    } else {
      holdSerialScans();
    }
  });
  reportActivity();
  takeSerialScansWith(({ code, id, source }) => takeScan(code, { kind: "port", scannerId: source }, id));
  const framing = () => useTill.getState().devices?.keyboard ?? PACE_ALONE;
  listenToKeys(captureScans(takeTypedScan, framing).decoder);
};
