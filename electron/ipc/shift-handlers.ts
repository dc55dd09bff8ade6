/** Owns the handlers of shifts, cash movements, and X and Z reports: payload in, use case, answer out. */
import { ok } from "../../domain/result.ts";
import { closeShift } from "../services/shifts/close-shift.ts";
import { handInCount, keepCount } from "../services/shifts/count-shift.ts";
import { moveCash } from "../services/shifts/move-cash.ts";
import { openShift } from "../services/shifts/open-shift.ts";
import { setDrawerMode } from "../services/shifts/set-drawer-mode.ts";
import { listZ, readX, readZ, reprintZ } from "../services/shifts/shift-reports.ts";
import { shiftsView } from "../services/shifts/shifts-view.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type HandlersOf<Area extends string> = Pick<Handlers, Extract<keyof Handlers, `${Area}.${string}`>>;

export const createShiftHandlers = (till: Till): HandlersOf<"shift" | "cash" | "report"> => ({
  ...createDrawerHandlers(till),
  ...createReportHandlers(till),
});

const createDrawerHandlers = (till: Till): HandlersOf<"shift" | "cash"> => ({
  "shift.state": { needs: "staff", run: (_payload, actor) => ok(shiftsView(till, actor)) },
  "shift.open": {
    needs: "shift:open",
    run: ({ float }, actor) => {
      const opened = openShift(till, actor, float);
      return opened.ok ? ok(shiftsView(till, actor)) : opened;
    },
  },
  "shift.keepCount": { needs: "shift:close", run: (payload, actor) => keepCount(till, actor, payload) },
  "shift.handInCount": { needs: "shift:close", run: (payload, actor) => handInCount(till, actor, payload) },
  "shift.close": { needs: "shift:close", run: ({ shiftId }, actor) => closeShift(till, actor, shiftId) },
  "shift.setDrawerMode": {
    needs: "store:configure",
    run: ({ drawerMode }, actor) => {
      const set = setDrawerMode(till, actor, drawerMode);
      return set.ok ? ok(shiftsView(till, actor)) : set;
    },
  },
  "cash.payIn": {
    needs: "cash:payIn",
    run: (payload, actor) => moveCash(till, actor, { kind: "payIn", ...payload }),
  },
  "cash.payOut": {
    needs: "cash:payOut",
    run: (payload, actor) => moveCash(till, actor, { kind: "payOut", ...payload }),
  },
  "cash.safeDrop": {
    needs: "cash:safeDrop",
    run: ({ amountMinor }, actor) => moveCash(till, actor, { kind: "safeDrop", amountMinor, reason: null }),
  },
});

const createReportHandlers = (till: Till): HandlersOf<"report"> => ({
  "report.x": { needs: "report:x", run: (payload, actor) => readX(till, actor, payload) },
  "report.zList": { needs: "report:z", run: (page) => ok(listZ(till, page)) },
  "report.z": { needs: "report:z", run: ({ number }) => readZ(till, number) },
  "report.reprintZ": { needs: "report:z", run: ({ number }, actor) => reprintZ(till, actor, number) },
});
