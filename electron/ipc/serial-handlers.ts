/** Owns the handlers of scanners, the scale and the customer display on serial ports, and of the scans that wait for a screen. */
import { ok } from "../../domain/result.ts";
import { testDisplay } from "../services/devices/customer-display.ts";
import { setSerialConfig } from "../services/devices/set-serial-config.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type SerialHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `${"serial" | "scan" | "scale" | "display"}.${string}`>
>;

export const createSerialHandlers = (till: Till): SerialHandlers => ({
  "serial.ports": { needs: "device:configure", run: async () => ok(await till.serialDevices.ports()) },
  "serial.config": { needs: "device:configure", run: () => ok(till.serialDevices.config()) },
  "serial.setConfig": {
    needs: "device:configure",
    run: (config, actor) => ok(setSerialConfig(till, actor, config)),
  },
  "display.test": { needs: "device:configure", run: () => ok(testDisplay(till)) },
  // A badge signs in by scanner too: who is not signed in yet must hear of it.
  "scan.waiting": { needs: "nobody", run: () => ok(till.serialDevices.inbox.waiting()) },
  "scan.done": {
    needs: "nobody",
    run: ({ id, good }) => {
      till.serialDevices.inbox.done(id, good);
      return ok(null);
    },
  },
  "scale.reading": { needs: "staff", run: () => ok(till.serialDevices.reading()) },
  "scale.tare": { needs: "sale:create", run: ({ on }) => till.serialDevices.tare(on) },
  "scale.zero": { needs: "sale:create", run: () => till.serialDevices.zero() },
});
