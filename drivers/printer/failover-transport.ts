/**
 * Owns a second printer that steps in where the first one certainly printed nothing. A job that may be on the first
 * one's paper is never given to the second by itself: a person decides.
 */
import type { PrinterTransport } from "./printer-transport.ts";

/** What the first printer may use of a job's time; the rest is the second one's. */
const FIRST_SHARE = 0.5;

export const createFailoverTransport = (
  first: PrinterTransport,
  second: PrinterTransport,
): PrinterTransport => ({
  name: `${first.name}, else ${second.name}`,
  send: async (bytes, { timeoutMs, forBackup }) => {
    const firstMs = Math.ceil(timeoutMs * FIRST_SHARE);
    const sent = await first.send(bytes, { timeoutMs: firstMs });
    return sent.ok || sent.error.certainty === "maybeSent"
      ? sent
      : second.send(forBackup?.() ?? bytes, { timeoutMs: timeoutMs - firstMs });
  },
  status: async ({ timeoutMs }) => {
    const firstMs = Math.ceil(timeoutMs * FIRST_SHARE);
    const status = await first.status({ timeoutMs: firstMs });
    return status.reachable && status.cause === null
      ? status
      : second.status({ timeoutMs: timeoutMs - firstMs });
  },
  close: async () => {
    await Promise.all([first.close(), second.close()]);
  },
});
