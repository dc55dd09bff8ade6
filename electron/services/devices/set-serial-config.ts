/** Owns changing which serial devices the till has: stored, applied at once, and told in the audit log. */
import type { SerialConfig } from "../../../contracts/ipc/serial-devices.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { Actor, AuditDep, DbDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import type { SerialDevices } from "./serial-devices.ts";

export interface SerialDevicesDep {
  readonly serialDevices: SerialDevices;
}

export const setSerialConfig = (
  deps: SerialDevicesDep & AuditDep & DbDep,
  actor: Actor,
  config: SerialConfig,
): SerialConfig => {
  const before = deps.serialDevices.config();
  allOrNothing(deps.db, () => {
    deps.audit.append({
      ...auditActor(actor),
      action: "setting.serialDevices",
      subject: "till",
      before: summary(before),
      after: summary(config),
      reason: null,
    });
    deps.serialDevices.setConfig(config, actor.staffId);
  });
  return config;
};

const summary = ({ scanners, scale, display, keyboard }: SerialConfig) => ({
  keyboard,
  scanners: scanners.map(({ name, device, baudRate }) => `${name}: ${device.path}, ${String(baudRate)}`),
  scale:
    scale === null
      ? null
      : `${scale.name}: ${scale.device.path}, ${String(scale.baudRate)}, ${scale.protocol}${scale.zero === "" ? "" : `, ${scale.zero}`}`,
  display:
    display === null
      ? null
      : `${display.name}: ${display.device.path}, ${String(display.baudRate)}, ${display.protocol}`,
});
