/** Owns making simulated devices misbehave: no real device is touched, and what was set is audited like any setting. */
import { auditActor } from "../session/audit-actor.ts";
import type { Actor, AuditDep } from "../deps.ts";
import type { SimulatedDevices, WantedBehaviour } from "./simulated-devices.ts";

export interface SimulateDeps extends AuditDep {
  readonly simulated: SimulatedDevices;
}

/** false: a device that was meant is not simulated; nothing changed. */
export const simulateDevices = (deps: SimulateDeps, actor: Actor, wanted: WantedBehaviour): boolean => {
  const behaviour = () => ({ printer: deps.simulated.printer(), terminal: deps.simulated.terminal() });
  const before = behaviour();
  if (!deps.simulated.set(wanted)) {
    return false;
  }
  const after = behaviour();
  if (before.printer !== after.printer || before.terminal !== after.terminal) {
    deps.audit.append({
      ...auditActor(actor),
      action: "device.simulate",
      subject: "till",
      before,
      after,
      reason: null,
    });
  }
  return true;
};
