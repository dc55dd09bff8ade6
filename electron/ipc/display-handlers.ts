/** Owns the handlers of the customer display. What opens it is the host's: see display-port.ts. */
import { ok } from "../../domain/result.ts";
import { displaySetup, setDisplaySetup } from "../services/display/display-setup.ts";
import { displayView } from "../services/display/display-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type DisplayHandlers = Pick<Handlers, Extract<keyof Handlers, `customerScreen.${string}`>>;

export const createDisplayHandlers = (till: Till): DisplayHandlers => ({
  "customerScreen.state": { needs: "nobody", run: () => ok(displayView(till)) },
  "customerScreen.setup": { needs: "staff", run: () => ok(displaySetup(till)) },
  "customerScreen.setSetup": {
    needs: "device:configure",
    run: (setup, actor) => ok(setDisplaySetup(till, actor, setup)),
  },
  "customerScreen.open": { needs: "staff", run: () => ok({ address: null }) },
});
