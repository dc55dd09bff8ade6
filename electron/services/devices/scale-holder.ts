/** Owns the scale that this till has now: opened as it is set, its weight less the tare that a person took. */
import type { ScaleConfig, ScaleReading, SerialDevicesView } from "../../../contracts/ipc/serial-devices.ts";
import { err, ok } from "../../../domain/result.ts";
import { createSerialScale, type SerialScale } from "../../../drivers/scale/serial-scale.ts";
import { bytesOf, lineOf, same } from "./running-scanners.ts";
import type { SerialDevices, SerialDevicesDeps } from "./serial-devices.ts";

interface ScaleHolder extends Pick<SerialDevices, "reading" | "tare" | "zero"> {
  /** Unless it runs as it is wanted. */
  readonly close: (wanted: ScaleConfig | null) => Promise<void>;
  readonly open: (wanted: ScaleConfig | null) => void;
  readonly view: () => SerialDevicesView["scale"];
}

type ScaleDeps = Pick<SerialDevicesDeps, "serialPorts" | "onDevicesChange" | "onScaleReading">;

export const createScaleHolder = (deps: ScaleDeps): ScaleHolder => {
  let running: { readonly config: ScaleConfig; readonly scale: SerialScale } | null = null;
  let tareMilli = 0;
  const reading = (): ScaleReading | null => {
    const raw = running?.scale.reading() ?? null;
    if (raw === null) {
      return null;
    }
    const netMilli = raw.weightMilli === null ? null : raw.weightMilli - tareMilli;
    return netMilli !== null && netMilli < 0
      ? { ...raw, weightMilli: null, problem: "underZero", tareMilli }
      : { ...raw, weightMilli: netMilli, tareMilli };
  };
  const tell = (): void => deps.onScaleReading(reading());
  return {
    reading,
    close: async (wanted) => {
      if (running && !same(wanted, running.config)) {
        const { scale } = running;
        running = null;
        tareMilli = 0;
        await scale.close();
      }
    },
    open: (wanted) => {
      if (wanted && !running) {
        const scale = createSerialScale(
          deps.serialPorts,
          {
            device: wanted.device,
            settings: lineOf(wanted),
            protocol: wanted.protocol,
            zero: bytesOf(wanted.zero),
          },
          { onReading: tell, onState: deps.onDevicesChange },
        );
        running = { config: wanted, scale };
      }
    },
    view: () =>
      running && {
        name: running.config.name,
        path: running.config.device.path,
        state: running.scale.state(),
        isSilent: running.scale.isSilent(),
        zeroes: running.scale.zeroes,
      },
    tare: (on) => {
      const raw = running?.scale.reading() ?? null;
      if (on && (raw === null || raw.weightMilli === null || !raw.isStable)) {
        return err({ type: "ScaleNotReady" });
      }
      tareMilli = on ? (raw?.weightMilli ?? 0) : 0;
      tell();
      return ok(reading());
    },
    zero: () => {
      if (running?.scale.state() !== "open" || !running.scale.zeroes) {
        return err({ type: "ScaleNotReady" });
      }
      running.scale.zero();
      return ok(null);
    },
  };
};
