/** The line that scans and payments stand in: who waits for whom, and what a code that is none does to those behind it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { acceptScan, inTurn } from "../../../renderer/commands/till-worker.ts";
import { useScreen } from "../../../renderer/stores/screen-store.ts";
import { linkTill } from "../../../renderer/transport/link.ts";
import { createTillClient } from "../../../renderer/transport/till-client.ts";

/** What the loudspeaker is asked for: the tone of each sound. */
const tones: number[] = [];
class Loudspeaker {
  readonly currentTime = 0;
  readonly createGain = () => ({
    gain: { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} },
    connect: () => ({}),
  });
  readonly createOscillator = () => {
    const frequency = { value: 0 };
    return {
      frequency,
      connect: () => ({ connect: () => ({}) }),
      start: () => tones.push(frequency.value),
      stop: () => {},
    };
  };
}

let happened: string[];
let answers: PromiseWithResolvers<unknown>[];

beforeEach(() => {
  happened = [];
  answers = [];
  tones.length = 0;
  vi.stubGlobal("AudioContext", Loudspeaker);
  useScreen.setState({ scanProblems: [], lastScan: null });
  const client = createTillClient({
    call: (procedure, payload) => {
      happened.push(`${procedure} ${JSON.stringify(payload)}`);
      const answer = Promise.withResolvers<unknown>();
      answers.push(answer);
      return answer.promise;
    },
    onEvent: () => {},
    onConnection: () => {},
  });
  linkTill(client, () => Promise.reject(new Error("nobody is asked")));
});

afterEach(() => vi.unstubAllGlobals());

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pay = (): void => inTurn(async () => void happened.push("paid"));

test("F12 right behind two scans waits until both are answered", async () => {
  acceptScan("A1");
  acceptScan("B2");
  pay();
  await settle();
  expect(happened).toEqual(['basket.scan {"code":"A1"}']);
  answers[0]?.resolve({ ok: false, error: { type: "AlreadyScanned" } });
  await settle();
  expect(happened).toEqual(['basket.scan {"code":"A1"}', 'basket.scan {"code":"B2"}']);
  answers[1]?.resolve({ ok: false, error: { type: "AlreadyScanned" } });
  await settle();
  expect(happened.at(-1)).toBe("paid");
});

test("behind a code that was not added no payment is made: the basket is not what was scanned", async () => {
  acceptScan("NOBODY");
  pay();
  await settle();
  answers[0]?.resolve({ ok: false, error: { type: "UnknownBarcode", code: "NOBODY" } });
  await settle();
  expect(happened).toHaveLength(1);
  expect(tones).toEqual([220]);
  expect(useScreen.getState().scanProblems).toMatchObject([{ code: "NOBODY", source: { kind: "keyboard" } }]);
});

test("a code that is none is told with the scanner that it came from", async () => {
  acceptScan("NOBODY", { kind: "port", scannerId: "scanner-2" }, 7);
  await settle();
  answers[0]?.resolve({ ok: false, error: { type: "UnknownBarcode", code: "NOBODY" } });
  await settle();
  const [problem] = useScreen.getState().scanProblems;
  expect(problem).toMatchObject({ code: "NOBODY", source: { kind: "port", scannerId: "scanner-2" } });
  expect(happened.at(-1)).toBe('scan.done {"id":7,"good":false}');
  answers[1]?.resolve({ ok: true, value: null });
});

test("a bar code of 4,000 signs is told by its beginning, asks nobody, and the next scan goes on", async () => {
  acceptScan("9".repeat(4000));
  acceptScan("A1");
  await settle();
  expect(happened).toEqual(['basket.scan {"code":"A1"}']);
  const [problem] = useScreen.getState().scanProblems;
  expect(problem).toMatchObject({ code: `${"9".repeat(40)}…`, error: { type: "CodeTooLong" } });
  answers[0]?.resolve({ ok: false, error: { type: "AlreadyScanned" } });
});

test("a code that is known sounds high, one that is none low, also behind each other", async () => {
  acceptScan("S1-T1-000001");
  acceptScan("NOBODY");
  await settle();
  answers[0]?.resolve({ ok: true, value: { kind: "receipt", receiptNumber: "S1-T1-000001" } });
  await settle();
  answers[1]?.resolve({ ok: false, error: { type: "UnknownBarcode", code: "NOBODY" } });
  await settle();
  expect(tones).toEqual([880, 220]);
});
