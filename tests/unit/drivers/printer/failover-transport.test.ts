import { expect, it } from "vitest";
import { err, ok } from "../../../../domain/result.ts";
import { createFailoverTransport } from "../../../../drivers/printer/failover-transport.ts";
import { printFailure, type PrinterTransport } from "../../../../drivers/printer/printer-transport.ts";

const printer = (name: string, answer: "ok" | "nothingSent" | "maybeSent") => {
  const jobs: number[] = [];
  const transport: PrinterTransport = {
    name,
    send: async (_bytes, { timeoutMs }) => {
      jobs.push(timeoutMs);
      return answer === "ok"
        ? ok({ confirmed: true, paperNearEnd: false })
        : err(printFailure({ cause: "offline", certainty: answer, detail: name }));
    },
    status: async () =>
      answer === "ok"
        ? { reachable: true, known: true, cause: null, paperNearEnd: false, drawerSensorHigh: false }
        : { reachable: false, cause: "offline", detail: name },
    close: async () => {},
  };
  return { transport, jobs };
};
const job = Uint8Array.of(1);

it("leaves a well first printer alone", async () => {
  const [first, second] = [printer("a", "ok"), printer("b", "ok")];
  const both = createFailoverTransport(first.transport, second.transport);
  expect(await both.send(job, { timeoutMs: 3000 })).toMatchObject({ ok: true });
  expect([first.jobs.length, second.jobs.length]).toEqual([1, 0]);
});

it("prints on the second one what the first certainly did not, within the time of one job", async () => {
  const [first, second] = [printer("a", "nothingSent"), printer("b", "ok")];
  const both = createFailoverTransport(first.transport, second.transport);
  expect(await both.send(job, { timeoutMs: 3000 })).toMatchObject({ ok: true });
  expect((first.jobs[0] ?? 0) + (second.jobs[0] ?? 0)).toBe(3000);
  expect(await both.status({ timeoutMs: 100 })).toMatchObject({ reachable: true });
});

it("never prints again what may be on the first one's paper", async () => {
  const [first, second] = [printer("a", "maybeSent"), printer("b", "ok")];
  const both = createFailoverTransport(first.transport, second.transport);
  expect(await both.send(job, { timeoutMs: 3000 })).toMatchObject({ ok: false, error: { detail: "a" } });
  expect(second.jobs).toEqual([]);
});
