/**
 * Owns the narrow door of the customer display: a port that answers one question and hears that the answer changed, and
 * nothing else, whoever stands in front of it. And where the display is opened, which only the host knows.
 */
import { err, ok } from "../../domain/result.ts";
import type { TillPort } from "./till-port.ts";

const MAY_CALL = "customerScreen.state";
const MAY_HEAR: ReadonlySet<string> = new Set(["customerScreen.changed", "till.reopened"]);

/** Its `close` does nothing: the till is not the display's to close. */
export const displayPort = (till: TillPort): TillPort => ({
  call: async (procedure, payload) =>
    procedure === MAY_CALL
      ? till.call(procedure, payload)
      : err({ type: "UnknownProcedure", procedure: procedure.slice(0, 80) }),
  onEvent: (listener) =>
    till.onEvent((event, data) => {
      if (MAY_HEAR.has(event)) {
        listener(event, data);
      }
    }),
  close: async () => {},
});

/** The till answers who may open it; `open` does it, or says at which address a browser does. */
export const withDisplay = (till: TillPort, open: () => string | null): TillPort => ({
  ...till,
  call: async (procedure, payload) => {
    const answer = await till.call(procedure, payload);
    return procedure === "customerScreen.open" && answer.ok ? ok({ address: open() }) : answer;
  },
});
