/** Scans that main pushes while a page comes up: each is taken once, in the order of scanning, when it is known whose it is. */
import { beforeEach, expect, test } from "vitest";
import type { ReceivedScan } from "../../../contracts/ipc/serial-devices.ts";
import {
  fetchSerialScans,
  forgetSerialScans,
  holdSerialScans,
  receiveSerialScan,
  takeSerialScansWith,
} from "../../../renderer/commands/serial-scans.ts";
import { linkTill } from "../../../renderer/transport/link.ts";
import { createTillClient } from "../../../renderer/transport/till-client.ts";

const scan = (id: number): ReceivedScan => ({ id, code: `code ${id}`, source: "counter" });

let taken: number[];
let answerWaiting: (() => Promise<unknown>) | null;

beforeEach(() => {
  taken = [];
  answerWaiting = null;
  const client = createTillClient({
    call: (procedure) =>
      procedure === "scan.waiting" && answerWaiting !== null
        ? answerWaiting()
        : Promise.resolve({ ok: false, error: { type: "TillAway", sent: false } }),
    onEvent: () => {},
    onConnection: () => {},
  });
  linkTill(client, () => Promise.reject(new Error("nobody is asked")));
  forgetSerialScans();
  takeSerialScansWith(({ id }) => taken.push(id));
});

test("what is pushed before the page has caught up is taken behind what waited in main", async () => {
  receiveSerialScan(scan(3));
  expect(taken).toEqual([]);
  answerWaiting = async () => {
    receiveSerialScan(scan(4));
    return { ok: true, value: [scan(1), scan(2), scan(3)] };
  };
  await fetchSerialScans();
  receiveSerialScan(scan(5));
  receiveSerialScan(scan(5));
  expect(taken).toEqual([1, 2, 3, 4, 5]);
});

test("a line that breaks holds the scans again, and a fetch without an answer loses none", async () => {
  answerWaiting = () => Promise.resolve({ ok: true, value: [] });
  await fetchSerialScans();
  holdSerialScans();
  receiveSerialScan(scan(2));
  answerWaiting = null;
  await fetchSerialScans();
  expect(taken).toEqual([]);
  answerWaiting = () => Promise.resolve({ ok: true, value: [scan(1)] });
  await fetchSerialScans();
  expect(taken).toEqual([1, 2]);
});

test("another till behind the link counts anew", async () => {
  answerWaiting = () => Promise.resolve({ ok: true, value: [scan(1)] });
  await fetchSerialScans();
  forgetSerialScans();
  await fetchSerialScans();
  expect(taken).toEqual([1, 1]);
});
